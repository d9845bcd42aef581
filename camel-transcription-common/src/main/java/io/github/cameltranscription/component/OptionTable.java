/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations of a component that use each option, and the headers that override options. A value on the component
 * applies to the operations that use it; the others ignore it. An endpoint refuses an option that its operation does
 * not use.
 */
public final class OptionTable {

    /** The parameters of submissions that the component does not know. An operation with a row here uses their map too. */
    public static final String PARAMETERS = "param.";

    /** The parameters of polls that the component does not know. An operation with a row here uses their map too. */
    public static final String STATUS_PARAMETERS = "param.status.";

    private static final String PARAMETER_MAP = "parameters";

    /** The options of whatever connects to the provider. */
    public static final List<String> CONNECTION = List.of(
            "baseUrl",
            "connectTimeout",
            "responseTimeout",
            "maxHeaderSize",
            "allowPrivateLinks",
            "sslContextParameters",
            "proxyHost",
            "proxyPort",
            "proxyUsername",
            "proxyPassword");

    /** The options of whatever makes HTTP requests. */
    public static final List<String> REQUEST =
            List.of("maxConnections", "maxRetries", "maxRequestsPerSecond", "maxAnswerSize");

    /** The options of whatever sends recordings. */
    public static final List<String> UPLOAD = List.of("maxConcurrentUploads", "submitTimeout", PARAMETERS);

    /** The options of whatever waits for jobs. */
    public static final List<String> POLLING =
            List.of("initialDelay", "pollMultiplier", "maxPollInterval", "jobTimeout", STATUS_PARAMETERS);

    /** The options of whatever reads or writes the records of jobs. */
    public static final List<String> RECORD = List.of("jobRepository", "jobLease");

    /** The options of whatever submits recordings whose jobs can be recorded. */
    public static final List<String> RECORDED_SUBMISSION = List.of("jobKey", "uncertainSubmission");

    /** The options of whatever lays out subtitles. */
    public static final List<String> SUBTITLE = List.of("outputFormat", "cueMaxLineLength", "cueMaxLines");

    private final List<TranscriptionOperation> operations;
    private final Map<String, Set<TranscriptionOperation>> users = new LinkedHashMap<>();
    private final Set<String> headers = new HashSet<>();
    private final Map<String, String> overridingHeaders = new HashMap<>();

    /** A table with the headers that all components have, and no options. */
    public OptionTable(TranscriptionOperation... operations) {
        this.operations = List.of(operations);
        withHeader(TranscriptionConstants.LANGUAGE, "language")
                .withHeader(TranscriptionConstants.SOURCE_URL, "sourceUrl")
                .withHeader(TranscriptionConstants.JOB_KEY, "jobKey")
                .withHeader(TranscriptionConstants.JOB_ID)
                .withHeader(TranscriptionConstants.FILE_NAME)
                .withHeader(TranscriptionConstants.DURATION);
    }

    /**
     * A table with the options that all components have, for the operations that all components have. A component adds
     * its own options, and what its own operations use.
     */
    public static OptionTable ofJobs(TranscriptionOperation... all) {
        OptionTable table = new OptionTable(all);
        TranscriptionOperation transcribe = table.named("transcribe");
        TranscriptionOperation submit = table.named("submit");
        TranscriptionOperation await = table.named("await");
        TranscriptionOperation status = table.named("status");
        TranscriptionOperation results = table.named(TranscriptionOperation.RESULTS);
        TranscriptionOperation parked = table.named("parked");
        return table.with(CONNECTION, transcribe, submit, await, status, results, parked)
                .with(REQUEST, transcribe, submit, await, status, results, parked)
                .with("maxInFlight", transcribe, submit, await, results)
                .with(List.of("sourceUrl", "language"), transcribe, submit)
                .with(UPLOAD, transcribe, submit)
                .with(POLLING, transcribe, await, results)
                .with("jobTimeout", submit)
                .with(STATUS_PARAMETERS, status)
                .with("maxTranscriptSize", transcribe, await, results)
                .with("maxDownloadSize")
                .with(RECORD, transcribe, submit, await, results, parked)
                .with(RECORDED_SUBMISSION, transcribe, submit)
                .with("action", parked)
                .with(List.of("delay", "maxMessagesPerPoll", "maxAttempts"), results)
                .with(SUBTITLE, transcribe, await, results);
    }

    private TranscriptionOperation named(String name) {
        return operations.stream()
                .filter(operation -> operation.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Adds options that operations use. */
    public OptionTable with(Collection<String> options, TranscriptionOperation... operationsThatUseThem) {
        for (String option : options) {
            users.computeIfAbsent(option, first -> new LinkedHashSet<>()).addAll(List.of(operationsThatUseThem));
            if (option.startsWith(PARAMETERS)) {
                with(PARAMETER_MAP, operationsThatUseThem);
            }
        }
        return this;
    }

    public OptionTable with(String option, TranscriptionOperation... operationsThatUseIt) {
        return with(List.of(option), operationsThatUseIt);
    }

    /** Adds options that all operations use but some. */
    public OptionTable withAllBut(Collection<TranscriptionOperation> others, Collection<String> options) {
        List<TranscriptionOperation> rest = new ArrayList<>(operations);
        rest.removeAll(others);
        return with(options, rest.toArray(TranscriptionOperation[]::new));
    }

    /** Adds a header that operations read from a message, and the options that it overrides. */
    public OptionTable withHeader(String header, String... overridden) {
        headers.add(header);
        for (String option : overridden) {
            overridingHeaders.put(option, header);
        }
        return this;
    }

    public List<TranscriptionOperation> operations() {
        return operations;
    }

    /** The headers that operations read from a message. */
    Set<String> headers() {
        return headers;
    }

    /** The header that overrides an option, or {@code null} if there is none. */
    String headerOf(String option) {
        return overridingHeaders.get(option);
    }

    public Set<String> options() {
        return users.keySet();
    }

    /** The names of the operations that use an option; none if the option is not in the table. */
    public List<String> usersOf(String option) {
        Set<TranscriptionOperation> known = users.getOrDefault(option, Set.of());
        return operations.stream()
                .filter(known::contains)
                .map(TranscriptionOperation::getName)
                .toList();
    }

    /** Whether an operation uses an option. Camel's own options are not in the table: all use them. */
    public boolean isUsedBy(TranscriptionOperation operation, String option) {
        Set<TranscriptionOperation> known = users.get(option);
        return known == null || known.contains(operation);
    }

    /** The options of the table that an operation does not use. */
    List<String> unusedBy(TranscriptionOperation operation) {
        return users.keySet().stream()
                .filter(option -> !isUsedBy(operation, option))
                .toList();
    }
}
