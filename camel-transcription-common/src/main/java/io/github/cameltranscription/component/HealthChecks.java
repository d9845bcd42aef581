/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/**
 * The health checks of a CamelContext: one for each account at a provider, among Camel's checks of producers, which are
 * off unless {@code camel.health.producers-enabled} is set.
 */
final class HealthChecks {

    private record Account(String provider, Governors.Account account) {}

    private final CamelContext context;
    private final Map<Account, ProviderHealthCheck> checks = new HashMap<>();

    private HealthChecks(CamelContext context) {
        this.context = context;
    }

    /** Those of a context. */
    static HealthChecks of(CamelContext context) {
        return ContextPlugins.of(context, HealthChecks.class, HealthChecks::new);
    }

    /** From now on the account of an endpoint is checked; every call needs a {@link #remove} of its own. */
    synchronized void add(TranscriptionEndpoint<?> endpoint, Governors.Account governed, boolean enabled) {
        WritableHealthCheckRepository repository = repository();
        if (repository == null) {
            return;
        }
        Account account = new Account(endpoint.jobs().provider(), governed);
        ProviderHealthCheck check = checks.get(account);
        if (check == null) {
            check = new ProviderHealthCheck(freeId(account.provider()));
            check.setEnabled(enabled);
            check.setCamelContext(context);
            checks.put(account, check);
            repository.addHealthCheck(check);
        }
        check.add(endpoint);
    }

    synchronized void remove(TranscriptionEndpoint<?> endpoint, Governors.Account governed) {
        Account account = new Account(endpoint.jobs().provider(), governed);
        ProviderHealthCheck check = checks.get(account);
        if (check != null && check.remove(endpoint)) {
            checks.remove(account);
            repository().removeHealthCheck(check);
        }
    }

    /** {@code null} where there is no camel-health. */
    private WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
    }

    /** Accounts are distinguished by a number, since their keys must not be seen. */
    private String freeId(String provider) {
        Set<String> taken = new HashSet<>();
        checks.values().forEach(check -> taken.add(check.getId()));
        String id = "producer:" + provider;
        for (int number = 2; taken.contains(id); number++) {
            id = "producer:" + provider + "-" + number;
        }
        return id;
    }
}
