/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.util.List;
import java.util.function.Predicate;

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

    private final ProviderRecorder<C> recorder;

    /** Reads what this one records. */
    protected ProviderRequests(ProviderRecorder<C> recorder) {
        this.recorder = recorder;
    }

    /** This object. */
    protected abstract R self();

    /** Requests of one kind, oldest first. */
    public List<RecordedRequest> of(C call) {
        return recorder.log().of(call);
    }

    /** How many requests of this kind have come. */
    public long count(C call) {
        return recorder.log().count(call);
    }

    /** Everything kept, oldest first. */
    public List<RecordedRequest> all() {
        return recorder.log().all();
    }

    /** How often the account was charged: every request that had its effect, even if its answer was lost. */
    public long paidSubmissions() {
        return recorder.paid();
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
    public void clear() {
        recorder.log().clear();
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
