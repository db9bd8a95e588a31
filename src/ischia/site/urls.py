"""Every address. None says anything about the person: what a page is about stands in the sealed store, or in the form."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path

from ischia.site.views import (
    catalogue,
    checkins,
    choices,
    danger,
    data,
    doctor,
    handout,
    passcode,
    plan,
    progress,
    questions,
    record,
    session,
    think,
    today,
)
from ischia.site.views.help import help_page
from ischia.site.views.voice import voice
from ischia.site.views.welcome import welcome
from ischia.site.visit import Request

handler404 = "ischia.site.views.errors.not_found"
handler500 = "ischia.site.views.errors.broken"


def home(request: Request) -> HttpResponse:
    """Strangers begin, everybody else goes to today."""
    return redirect("today" if request.visit.country else "welcome")


urlpatterns = [
    path("", home, name="home"),
    path("welcome/", welcome, name="welcome"),
    path("questions/", questions.questions, name="questions"),
    path("questions/answer/", questions.answer, name="answer"),
    path("questions/back/", questions.back, name="back"),
    path("questions/skip/", questions.skip, name="skip"),
    path("questions/undo/", questions.undo, name="undo"),
    path("begin/", session.begin, name="begin"),
    path("session/", session.session, name="session"),
    path("session/kept/", session.kept, name="session_kept"),
    path("session/done/", session.session_done, name="session_done"),
    path("stopped/", session.stopped, name="stopped"),
    path("reaction/", checkins.reaction, name="reaction"),
    path("morning/", checkins.morning, name="morning"),
    path("weekly/", checkins.weekly, name="weekly"),
    path("progress/", progress.progress, name="progress"),
    path("record/", record.record, name="record"),
    path("correct/<str:entry>/", record.correct, name="correct"),
    path("data/", data.data, name="data"),
    path("data/export/", data.export, name="export"),
    path("data/import/", data.bring, name="import"),
    path("data/erase/", data.erase, name="erase"),
    path("settings/", choices.choices, name="settings"),
    path("passcode/", passcode.enter, name="passcode"),
    path("lock/", passcode.lock, name="lock"),
    path("help/", help_page, name="help"),
    path("doctor/", doctor.doctor, name="doctor"),
    path("letter/", doctor.letter, name="letter"),
    path("letter/pdf/", doctor.letter_as_pdf, name="letter_pdf"),
    path("handout/", handout.handout, name="handout"),
    path("handout/pdf/", handout.handout_as_pdf, name="handout_pdf"),
    path("stop/", danger.stop, name="stop"),
    path("summary/", danger.summary, name="summary"),
    path("mistake/", danger.mistake, name="mistake"),
    path("seen/", danger.seen, name="seen"),
    path("think/", think.think, name="think"),
    path("today/", today.today, name="today"),
    path("worry/", today.worry, name="worry"),
    path("plan/", plan.plan, name="plan"),
    path("plan/take/", plan.take, name="take"),
    path("plan/restore/", plan.restore, name="restore"),
    path("change/<int:place>/", plan.change, name="change"),
    path("kit/", plan.kit, name="kit"),
    path("voice/<str:file>", voice, name="voice"),
    path("works/", catalogue.works, name="works"),
    path("item/<slug:item>/", catalogue.item, name="item"),
    path("source/<path:statement>/", catalogue.source, name="source"),
]
