/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.request.RecordedRequest;

/**
 * What a provider was asked. Lists hold the last requests of each kind, the counts are exact. The assertions throw
 * {@link AssertionError} with a message that lists what came, and return this object for more.
 *
 * @param <C> the provider's kinds of call
 * @param <R> the provider's own class
 */
public abstract class ProviderRequests<C extends Enum<C> & ProviderCall, R extends ProviderRequests<C, R>> {

    /** How many lines a message lists. */
    protected static final int LISTED = 20;

    private record Entry(long number, RecordedRequest request) {}

    private final int keptPerCall;
    private final C submission;
    private final C status;
    private final Map<C, Deque<Entry>> requests;
    private final Map<C, Long> counts;
    private long added;
    private long paid;

    /** Keeps the last {@code keptPerCall} requests of each kind. */
    protected ProviderRequests(int keptPerCall, C submission, C status) {
        this.keptPerCall = keptPerCall;
        this.submission = submission;
        this.status = status;
        requests = new EnumMap<>(submission.getDeclaringClass());
        counts = new EnumMap<>(submission.getDeclaringClass());
    }

    /** This object. */
    protected abstract R self();

    /** To be called before the answer is sent: a client that has it must find its request here. */
    synchronized void record(ProviderExchange<C> exchange, boolean complete, int answerStatus) {
        if (!exchange.beginRecording()) {
            return;
        }
        if (exchange.paid()) {
            paid++;
        }
        C call = exchange.call();
        counts.merge(call, 1L, Long::sum);
        Deque<Entry> kept = requests.computeIfAbsent(call, key -> new ArrayDeque<>());
        if (kept.size() == keptPerCall) {
            kept.removeFirst();
        }
        HttpServerRequest request = exchange.request();
        kept.addLast(new Entry(
                added++,
                new RecordedRequest(
                        request.method().name(),
                        request.path(),
                        request.query(),
                        request.headers(),
                        exchange.upload().file(),
                        exchange.upload().fields(),
                        exchange.body(),
                        complete,
                        answerStatus,
                        exchange.jobId())));
    }

    /** Requests of one kind, oldest first. */
    public synchronized List<RecordedRequest> of(C call) {
        Deque<Entry> kept = requests.get(call);
        return kept == null ? List.of() : kept.stream().map(Entry::request).toList();
    }

    /** Requests that submit a recording, whatever their answer. */
    public List<RecordedRequest> submissions() {
        return of(submission);
    }

    /** Requests for the status of a transcription. */
    public List<RecordedRequest> statusPolls() {
        return of(status);
    }

    /** How many requests of this kind have come. */
    public synchronized long count(C call) {
        return counts.getOrDefault(call, 0L);
    }

    /** Everything kept, oldest first. */
    public synchronized List<RecordedRequest> all() {
        return requests.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingLong(Entry::number))
                .map(Entry::request)
                .toList();
    }

    /** How often the account was charged: every request that had its effect, even if its answer was lost. */
    public synchronized long paidSubmissions() {
        return paid;
    }

    /** The account was charged exactly this often, see {@link #paidSubmissions()}. */
    public R assertSubmitted(long times) {
        return check(
                paidSubmissions() == times, "Expected " + times + " paid submissions, there were " + paidSubmissions());
    }

    /** Exactly so many requests of a kind have come, whatever their answer. */
    public R assertCount(C call, long requests) {
        return check(
                count(call) == requests, "Expected " + requests + " " + call + " requests, there were " + count(call));
    }

    /** At least one kept request of this kind satisfies the condition, which {@code description} names in the message. */
    public R assertAny(C call, String description, Predicate<RecordedRequest> condition) {
        return check(of(call).stream().anyMatch(condition), "Expected a " + call + " request with " + description);
    }

    /** Forgets the recorded requests and their counts; jobs and charges stay. */
    public synchronized void clear() {
        requests.clear();
        counts.clear();
    }

    /** Throws the complaint, with what came, unless it is satisfied. */
    protected R check(boolean satisfied, String complaint) {
        if (!satisfied) {
            throw new AssertionError(complaint + received());
        }
        return self();
    }

    private String received() {
        List<RecordedRequest> all = all();
        StringBuilder list = new StringBuilder(". Received");
        if (all.isEmpty()) {
            return list.append(" nothing").toString();
        }
        list.append(all.size() > LISTED ? " (last " + LISTED + "):" : ":");
        all.subList(Math.max(0, all.size() - LISTED), all.size())
                .forEach(request -> list.append("\n  ").append(request));
        return list.toString();
    }
}
