/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionComponent;
import io.github.cameltranscription.log.JobLog;

/** {@code shopot:} as Camel finds it. */
@Component(ShopotOperation.SCHEME)
public class ShopotComponent extends TranscriptionComponent<ShopotConfiguration> {

    private static final Logger LOG = LoggerFactory.getLogger(ShopotComponent.class);

    private static final Duration SECOND_WAKE_UP = Duration.ofMillis(500);

    @Metadata(description = "The default options of all endpoints.")
    private ShopotConfiguration configuration = new ShopotConfiguration();

    @Metadata(
            label = "health",
            defaultValue = "false",
            description = "Whether the health check of producers also sends a submission without a recording, which "
                    + "costs nothing and shows whether the balance is sufficient for new jobs. Shopot does not "
                    + "document this.")
    private boolean healthCheckBalance;

    /** The external address of the webhook consumer that was started last, or {@code null}. */
    private final AtomicReference<String> webhookAddress = new AtomicReference<>();

    /** By base URL and key: the path at which a job was last found. */
    private final Map<List<String>, AtomicReference<String>> statusPaths = new ConcurrentHashMap<>();

    @Override
    protected ShopotEndpoint createEndpoint(
            String maskedUri, String operation, ShopotConfiguration endpointConfiguration) {
        return new ShopotEndpoint(maskedUri, this, ShopotOperation.of(operation), endpointConfiguration);
    }

    /** The path at which an account's jobs were last found. */
    AtomicReference<String> statusPath(ShopotConfiguration account) {
        return statusPaths.computeIfAbsent(
                Arrays.asList(account.getBaseUrl(), account.getApiKey()),
                unknown -> new AtomicReference<>(ShopotProvider.DOCUMENTED_STATUS_PATH));
    }

    void webhookStarted(String externalAddress) {
        webhookAddress.set(externalAddress);
    }

    void webhookStopped(String externalAddress) {
        webhookAddress.compareAndSet(externalAddress, null);
    }

    /**
     * The external address of the webhook.
     *
     * @throws IllegalArgumentException if no webhook consumer is started that has one
     */
    String webhookAddress() {
        String address = webhookAddress.get();
        if (address == null) {
            throw new IllegalArgumentException("callbackUrl=webhook needs a started webhook that knows its external"
                    + " address: consume from shopot:webhook?path=...&callbackUrl=https://... or from"
                    + " webhook:shopot:webhook?webhookExternalUrl=https://..., or give the address itself");
        }
        return address;
    }

    /**
     * Polls a job now, and again a little later if this component still waits for it: a callback may arrive before the
     * answer to its submission has been read, and the older status field changes only after the callback has been
     * answered.
     */
    void pollSoon(String jobId) {
        boolean awaited = pollNow(jobId);
        scheduler()
                .schedule(
                        () -> {
                            if (!pollNow(jobId) && !awaited) {
                                JobLog.line(
                                        ShopotOperation.SCHEME,
                                        jobId,
                                        () -> LOG.info(
                                                "shopot sent a callback for job {}, for which nothing waits here",
                                                jobId));
                            }
                        },
                        SECOND_WAKE_UP);
    }

    /** Which operations use which options. */
    public static OptionTable optionTable() {
        return ShopotOptions.TABLE;
    }

    public boolean isHealthCheckBalance() {
        return healthCheckBalance;
    }

    public void setHealthCheckBalance(boolean healthCheckBalance) {
        this.healthCheckBalance = healthCheckBalance;
    }

    @Override
    public ShopotConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ShopotConfiguration configuration) {
        this.configuration = configuration;
    }
}
