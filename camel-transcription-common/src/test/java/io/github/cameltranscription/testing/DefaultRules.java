/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.camel.util.TimeUtils;

/** What a catalog says about defaults is what the code does. */
final class DefaultRules {

    /** Options of all providers whose defaults are not the same at each. */
    private static final Set<String> DEPENDS_ON_PROVIDER = Set.of("baseUrl", "configuration");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final Violations violations;

    DefaultRules(Violations violations) {
        this.violations = violations;
    }

    /** The value that an option has where nothing is set. */
    void checkCode(CatalogOption option, Object actual) {
        violations.require(
                DEPENDS_ON_PROVIDER.contains(option.name()) || isDefault(option, actual),
                option.name() + ": the catalog's default is " + option.defaultValue() + ", and the code's is "
                        + actual);
    }

    void checkSame(CatalogOption component, CatalogOption endpoint) {
        violations.require(
                Objects.equals(component.defaultValue(), endpoint.defaultValue()),
                component.name() + ": the default is " + component.defaultValue() + " on the component, and "
                        + endpoint.defaultValue() + " on the endpoint");
    }

    private static boolean isDefault(CatalogOption option, Object actual) {
        String expected = option.defaultValue();
        if (expected == null) {
            return actual == null || actual.equals(0) || actual.equals(0L) || actual.equals(Map.of());
        }
        if (actual == null) {
            // Where it is not set, the provider decides, or the recording: the description says so.
            return option.description().contains("own default")
                    || option.description().contains("not set");
        }
        if (actual instanceof Enum<?> constant) {
            return OptionRules.canonical(constant.name()).equals(OptionRules.canonical(expected));
        }
        if (option.type().equals("duration")) {
            return actual.equals(TimeUtils.toMilliSeconds(expected));
        }
        if (actual instanceof Number && NUMBER.matcher(expected).matches()) {
            return new BigDecimal(actual.toString()).compareTo(new BigDecimal(expected)) == 0;
        }
        return expected.equals(String.valueOf(actual));
    }
}
