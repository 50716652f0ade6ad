"""The explicit table of measures. Adding a measure touches its module, this table and its test."""

from __future__ import annotations

from journeyaudit.judge.measures.clicks import CLICKS
from journeyaudit.judge.measures.delivery.agreement import DIFFERENT_TERMS, MACHINE_DISAGREEMENT
from journeyaudit.judge.measures.delivery.clock import LATE_CLOCKS, LONGEST_TIME
from journeyaudit.judge.measures.delivery.contradictions import CONTRADICTED
from journeyaudit.judge.measures.delivery.limits import CONDITIONS_OF_FREE, LIMIT_CLICKS, LIMITS_IN_FOOTNOTES
from journeyaudit.judge.measures.delivery.markers import DOUBLED_MARKERS, HIDDEN_NOTES, ORPHAN_MARKERS
from journeyaudit.judge.measures.delivery.nearness import LADDER_STEPS, NOTE_CONTRAST, NOTE_SIZE, VAGUE_LABELS
from journeyaudit.judge.measures.delivery.service import ARRIVAL_DATE, COST_PLACE, SERVICE_UNTOLD
from journeyaudit.judge.measures.delivery.stages import KEPT_TO_CHECKOUT, LATE_RESTRICTIONS
from journeyaudit.judge.measures.followup.conversation import BARE_NOES, FIRST_ANSWER, HANDOFFS, RECOVERY, REPEATS, RETOLD
from journeyaudit.judge.measures.followup.messages import COSTLY_NUMBERS, ITEMS_MISSING, REPLY_DEAD_ENDS
from journeyaudit.judge.measures.followup.pledges import BROKEN_PLEDGES, REDRESS_PROMISED
from journeyaudit.judge.measures.followup.times import HOURS_TO
from journeyaudit.judge.measures.followup.website import WAY_OFFERED
from journeyaudit.judge.measures.gates import GATED_CONTACT
from journeyaudit.judge.measures.identification import IDENTIFICATION_DISTANCE, IDENTIFICATION_EMAIL
from journeyaudit.judge.measures.links import CONTACT_LINK, HELP_ORDER, PAGES_WITHOUT_LINK
from journeyaudit.judge.measures.measurement import Measure
from journeyaudit.judge.measures.obstacles import BANNER_COVER, DEAD_ENDS, PLACEHOLDERS, REFUSAL_CLICKS
from journeyaudit.judge.measures.offer import FORM_ONLY, PARTICULARS, SECOND_MEANS
from journeyaudit.judge.measures.quality import ANSWERING_CHAT, COSTLY_LINES, HIDDEN_ADDRESS, MACHINE_READABLE
from journeyaudit.judge.measures.scent import DETOUR
from journeyaudit.judge.measures.times import TIMES_BESIDE

TABLE: tuple[Measure, ...] = (
    CLICKS,
    DETOUR,
    SECOND_MEANS,
    FORM_ONLY,
    PARTICULARS,
    HIDDEN_ADDRESS,
    COSTLY_LINES,
    ANSWERING_CHAT,
    MACHINE_READABLE,
    CONTACT_LINK,
    HELP_ORDER,
    PAGES_WITHOUT_LINK,
    IDENTIFICATION_DISTANCE,
    IDENTIFICATION_EMAIL,
    TIMES_BESIDE,
    GATED_CONTACT,
    DEAD_ENDS,
    PLACEHOLDERS,
    BANNER_COVER,
    REFUSAL_CLICKS,
    CONTRADICTED,
    ORPHAN_MARKERS,
    DOUBLED_MARKERS,
    HIDDEN_NOTES,
    LIMITS_IN_FOOTNOTES,
    CONDITIONS_OF_FREE,
    LIMIT_CLICKS,
    VAGUE_LABELS,
    LADDER_STEPS,
    NOTE_CONTRAST,
    NOTE_SIZE,
    LATE_CLOCKS,
    LONGEST_TIME,
    KEPT_TO_CHECKOUT,
    LATE_RESTRICTIONS,
    SERVICE_UNTOLD,
    ARRIVAL_DATE,
    COST_PLACE,
    DIFFERENT_TERMS,
    MACHINE_DISAGREEMENT,
    HOURS_TO,
    ITEMS_MISSING,
    REPLY_DEAD_ENDS,
    COSTLY_NUMBERS,
    BROKEN_PLEDGES,
    REDRESS_PROMISED,
    FIRST_ANSWER,
    REPEATS,
    RETOLD,
    HANDOFFS,
    BARE_NOES,
    RECOVERY,
    WAY_OFFERED,
)
