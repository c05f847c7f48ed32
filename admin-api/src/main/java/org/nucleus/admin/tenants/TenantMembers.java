package org.nucleus.admin.tenants;

import org.nucleus.admin.json.Members;
import org.nucleus.model.Tenant;

import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;

/** Reads what of a tenant can be said: schemas {@code NewTenant}, {@code TenantPatch}. */
final class TenantMembers {
    static final String NAME_RULE = "1 to 200 characters";
    private static final int LONGEST_NAME = 200;

    private TenantMembers() {}

    /** What {@code members} make of a tenant; what is wrong with them is noted there. */
    static Tenant read(Members members, Tenant before) {
        return new Tenant(
                before.id(),
                members.text("name", TenantMembers::isName, NAME_RULE).orElse(before.name()),
                members.text("zone", TenantMembers::isZone, "a time zone, as Europe/Berlin")
                        .map(ZoneId::of)
                        .orElse(before.zone()),
                members.text("locale", TenantMembers::isLocale, "a language tag, as de or en-US")
                        .map(Locale::forLanguageTag)
                        .orElse(before.locale()),
                before.state(),
                before.unknown());
    }

    static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST_NAME;
    }

    private static boolean isZone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) || text.equals("Z");
    }

    private static boolean isLocale(String text) {
        try {
            return !new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
