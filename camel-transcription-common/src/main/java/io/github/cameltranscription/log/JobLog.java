/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.log;

import org.slf4j.MDC;

/**
 * Sets the job, route and exchange in the logging context (MDC) for one log line and restores the earlier values,
 * because the threads serve all jobs. Route and exchange have the keys of Camel's own MDC logging.
 */
public final class JobLog {

    /** The provider's name. */
    public static final String PROVIDER = "transcription.provider";

    /** The provider's id of the job. */
    public static final String JOB_ID = "transcription.jobId";

    /** The id of the route that the exchange is in. */
    public static final String ROUTE_ID = "camel.routeId";

    /** The id of the exchange. */
    public static final String EXCHANGE_ID = "camel.exchangeId";

    private JobLog() {}

    /**
     * Writes a line.
     *
     * @param provider   the provider's name
     * @param jobId      the provider's id of the job; {@code null} if there is none
     * @param routeId the route; {@code null} keeps the present value
     * @param exchangeId the exchange; {@code null} keeps the present value
     * @param line       writes it
     */
    public static void line(String provider, String jobId, String routeId, String exchangeId, Runnable line) {
        String providerBefore = replace(PROVIDER, provider);
        String jobBefore = replace(JOB_ID, jobId);
        String routeBefore = routeId == null ? null : replace(ROUTE_ID, routeId);
        String exchangeBefore = exchangeId == null ? null : replace(EXCHANGE_ID, exchangeId);
        try {
            line.run();
        } finally {
            replace(PROVIDER, providerBefore);
            replace(JOB_ID, jobBefore);
            if (routeId != null) {
                replace(ROUTE_ID, routeBefore);
            }
            if (exchangeId != null) {
                replace(EXCHANGE_ID, exchangeBefore);
            }
        }
    }

    /** Writes a line about no exchange. */
    public static void line(String provider, String jobId, Runnable line) {
        line(provider, jobId, null, null, line);
    }

    private static String replace(String key, String value) {
        String before = MDC.get(key);
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
        return before;
    }
}
