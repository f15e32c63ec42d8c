"""The rules: one file, one rule. The tuples below are the shelf; their order is the order in which rules speak."""

from audit.rules.checking import Examined, check_entry, check_links, check_unreadable, examine, examine_each
from audit.rules.content.content_asset_missing import ContentAssetMissing
from audit.rules.content.content_challenges_missing import ContentChallengesMissing
from audit.rules.content.content_choice_unknown import ContentChoiceUnknown
from audit.rules.content.content_control_character import ContentControlCharacter
from audit.rules.content.content_cta_missing import ContentCtaMissing
from audit.rules.content.content_cta_not_action import ContentCtaNotAction
from audit.rules.content.content_date_passed import ContentDatePassed
from audit.rules.content.content_duplicate_key import ContentDuplicateKey
from audit.rules.content.content_entry_missing import ContentEntryMissing
from audit.rules.content.content_fake_list import ContentFakeList
from audit.rules.content.content_file_fault import ContentFileFault
from audit.rules.content.content_image_alt import ContentImageAlt
from audit.rules.content.content_item_count import ContentItemCount
from audit.rules.content.content_key_facts_missing import ContentKeyFactsMissing
from audit.rules.content.content_lost_text import ContentLostText
from audit.rules.content.content_odd_spaces import ContentOddSpaces
from audit.rules.content.content_over_limit import ContentOverLimit
from audit.rules.content.content_placeholder import ContentPlaceholder
from audit.rules.content.content_repeated import ContentRepeated
from audit.rules.content.content_required_missing import ContentRequiredMissing
from audit.rules.content.content_stale import ContentStale
from audit.rules.content.content_stray_break import ContentStrayBreak
from audit.rules.content.content_summary_missing import ContentSummaryMissing
from audit.rules.content.content_term_missing import ContentTermMissing
from audit.rules.content.content_title_long import ContentTitleLong
from audit.rules.content.content_title_stop import ContentTitleStop
from audit.rules.content.content_unreadable import ContentUnreadable
from audit.rules.content.content_updated_future import ContentUpdatedFuture
from audit.rules.content.content_updated_malformed import ContentUpdatedMalformed
from audit.rules.content.content_updated_missing import ContentUpdatedMissing
from audit.rules.content.content_user_missing import ContentUserMissing
from audit.rules.content.link_attributes_mixed import LinkAttributesMixed
from audit.rules.content.link_edge_space import LinkEdgeSpace
from audit.rules.content.link_half_word import LinkHalfWord
from audit.rules.content.link_internal_missing import LinkInternalMissing
from audit.rules.content.link_local_file import LinkLocalFile
from audit.rules.content.link_repeated import LinkRepeated
from audit.rules.content.link_shortener import LinkShortener
from audit.rules.content.link_staging import LinkStaging
from audit.rules.content.link_text_ambiguous import LinkTextAmbiguous
from audit.rules.content.link_text_blank import LinkTextBlank
from audit.rules.content.link_text_unclear import LinkTextUnclear
from audit.rules.content.link_tracking import LinkTracking
from audit.rules.content.link_wrapped import LinkWrapped
from audit.rules.contract import Case, ContentRule, Context, DatedRule, LinkRule, Rule
from audit.rules.facts import Facts, facts_of
from audit.rules.links.anchor_missing import AnchorMissing
from audit.rules.links.link_blocked import LinkBlocked
from audit.rules.links.link_broken import LinkBroken
from audit.rules.links.link_certificate import LinkCertificate
from audit.rules.links.link_certificate_expiring import LinkCertificateExpiring
from audit.rules.links.link_credentials import LinkCredentials
from audit.rules.links.link_deceptive import LinkDeceptive
from audit.rules.links.link_drifted import LinkDrifted
from audit.rules.links.link_holding_page import LinkHoldingPage
from audit.rules.links.link_http import LinkHttp
from audit.rules.links.link_insecure import LinkInsecure
from audit.rules.links.link_login import LinkLogin
from audit.rules.links.link_malformed import LinkMalformed
from audit.rules.links.link_moved import LinkMoved
from audit.rules.links.link_not_found import LinkNotFound
from audit.rules.links.link_parked import LinkParked
from audit.rules.links.link_port import LinkPort
from audit.rules.links.link_private import LinkPrivate
from audit.rules.links.link_redirect_chain import LinkRedirectChain
from audit.rules.links.link_redirect_loop import LinkRedirectLoop
from audit.rules.links.link_server_error import LinkServerError
from audit.rules.links.link_site_gone import LinkSiteGone
from audit.rules.links.link_soft_404 import LinkSoft404
from audit.rules.links.link_unsafe import LinkUnsafe
from audit.rules.options import configure, mistakes
from audit.rules.reading.dates import unchanged_since
from audit.rules.reading.required import asked_fields
from audit.rules.site.content_duplicate import ContentDuplicate
from audit.rules.site.content_duplicate_id import ContentDuplicateId
from audit.rules.site.content_duplicate_slug import ContentDuplicateSlug
from audit.rules.site.content_settings_unreadable import ContentSettingsUnreadable
from audit.rules.together import SiteRule, check_site

RULESET = "1.1"
"""The version of the rules: reports of different majors are not compared."""

CONTENT_RULES: tuple[ContentRule, ...] = (
    ContentUnreadable(),
    ContentDuplicateKey(),
    ContentLostText(),
    ContentControlCharacter(),
    ContentFileFault(),
    ContentCtaMissing(),
    ContentSummaryMissing(),
    ContentChallengesMissing(),
    ContentKeyFactsMissing(),
    ContentRequiredMissing(),
    ContentPlaceholder(),
    ContentCtaNotAction(),
    LinkEdgeSpace(),
    LinkTextBlank(),
    LinkLocalFile(),
    LinkInternalMissing(),
    LinkStaging(),
    LinkWrapped(),
    ContentOverLimit(),
    ContentItemCount(),
    ContentChoiceUnknown(),
    ContentTermMissing(),
    ContentEntryMissing(),
    ContentAssetMissing(),
    ContentImageAlt(),
    ContentUserMissing(),
    ContentRepeated(),
    ContentFakeList(),
    ContentTitleLong(),
    ContentTitleStop(),
    ContentStrayBreak(),
    ContentOddSpaces(),
    LinkHalfWord(),
    LinkTextUnclear(),
    LinkTextAmbiguous(),
    LinkRepeated(),
    LinkAttributesMixed(),
    LinkTracking(),
    LinkShortener(),
    ContentUpdatedMissing(),
    ContentUpdatedMalformed(),
    ContentUpdatedFuture(),
    ContentStale(),
    ContentDatePassed(),
)
"""Asked of every initiative."""

LINK_RULES: tuple[LinkRule, ...] = (
    LinkMalformed(),
    LinkPort(),
    LinkPrivate(),
    LinkDeceptive(),
    LinkUnsafe(),
    LinkHoldingPage(),
    LinkParked(),
    LinkRedirectLoop(),
    LinkSiteGone(),
    LinkNotFound(),
    LinkCertificate(),
    LinkServerError(),
    LinkBroken(),
    LinkSoft404(),
    LinkLogin(),
    LinkBlocked(),
    LinkDrifted(),
    LinkInsecure(),
    LinkMoved(),
    LinkRedirectChain(),
    LinkCertificateExpiring(),
    LinkCredentials(),
    LinkHttp(),
    AnchorMissing(),
)
"""Asked of every target in every field. Within a family the first that applies speaks, so the gravest and the most exact stand first."""

SITE_RULES: tuple[SiteRule, ...] = (
    ContentSettingsUnreadable(),
    ContentDuplicateId(),
    ContentDuplicateSlug(),
    ContentDuplicate(),
)
"""Asked once of all initiatives together."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the shelf."""
    return (*CONTENT_RULES, *LINK_RULES, *SITE_RULES)


__all__ = [
    "CONTENT_RULES",
    "LINK_RULES",
    "RULESET",
    "SITE_RULES",
    "Case",
    "ContentRule",
    "Context",
    "DatedRule",
    "Examined",
    "Facts",
    "LinkRule",
    "Rule",
    "SiteRule",
    "all_rules",
    "asked_fields",
    "check_entry",
    "check_links",
    "check_site",
    "check_unreadable",
    "configure",
    "examine",
    "examine_each",
    "facts_of",
    "mistakes",
    "unchanged_since",
]
