/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * The options of one endpoint: those of its URI must be of use to its operation, and those of the component that are of no
 * use to it are as if they had not been set.
 */
final class EndpointOptions {

    private final TranscriptionEndpoint<?> endpoint;
    private final Map<String, Object> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param parameters of the URI */
    EndpointOptions(TranscriptionEndpoint<?> endpoint, Map<String, Object> parameters) {
        this.endpoint = endpoint;
        this.given.putAll(parameters);
    }

    /** Options that the operation does not use are refused in the URI, and forgotten where the component has set them. */
    void removeUnused() {
        for (String option : endpoint.optionTable().unusedBy(endpoint.operation())) {
            given.forEach((parameter, value) -> {
                if (isOf(option, parameter)) {
                    throw refused(option, parameter, value);
                }
            });
            forget(option);
        }
    }

    private static boolean isOf(String option, String parameter) {
        return switch (option) {
            case OptionTable.PARAMETERS ->
                parameter.startsWith(OptionTable.PARAMETERS) && !parameter.startsWith(OptionTable.STATUS_PARAMETERS);
            case OptionTable.STATUS_PARAMETERS -> parameter.startsWith(OptionTable.STATUS_PARAMETERS);
            default -> parameter.equalsIgnoreCase(option);
        };
    }

    private IllegalArgumentException refused(String option, String parameter, Object value) {
        List<String> users = endpoint.optionTable().usersOf(option);
        return new IllegalArgumentException(parameter + SecretUri.quoted(parameter, value) + " has no effect on "
                + endpoint.jobs().provider() + ":" + endpoint.getOperation()
                + (users.isEmpty()
                        ? " or any other operation of the component: remove it"
                        : ", it is for " + String.join(", ", users)
                                + ": remove it here; set on the component, it reaches these operations alone"));
    }

    /** What the component says becomes what it is where nothing is set. */
    private void forget(String option) {
        if (option.startsWith(OptionTable.PARAMETERS)) {
            return;
        }
        Component component = endpoint.getComponent();
        PropertyConfigurer configurer = component.getEndpointPropertyConfigurer();
        PropertyConfigurerGetter defaults = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        Component untouched = endpoint.getCamelContext().getInjector().newInstance(component.getClass(), false);
        Object value = defaults.getOptionValue(untouched, option, true);
        Object written = value == null || value instanceof Map ? value : value.toString();
        configurer.configure(endpoint.getCamelContext(), endpoint, option, written, true);
    }

    /** Checks the values of the URI against the types of their options. */
    void requireTypes() {
        if (endpoint.getComponent().getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter types) {
            given.forEach(
                    (option, value) -> CheckedConfigurer.require(option, value, types.getOptionType(option, true)));
        }
    }

    /** Checks the options together. An option of the component that conflicts with the others is ignored. */
    void validate() {
        Set<String> forgotten = new TreeSet<>();
        while (true) {
            try {
                OptionRules.COMMON.check(endpoint.getConfiguration(), endpoint.operation());
                endpoint.checkedLanguage(endpoint.getConfiguration().getLanguage());
                endpoint.validate();
                return;
            } catch (UnusableOptionException unusable) {
                Set<String> ofComponent = new TreeSet<>(unusable.options);
                ofComponent.removeAll(given.keySet());
                if (ofComponent.isEmpty() || !forgotten.addAll(ofComponent)) {
                    throw unusable;
                }
                ofComponent.forEach(this::forget);
            }
        }
    }
}
