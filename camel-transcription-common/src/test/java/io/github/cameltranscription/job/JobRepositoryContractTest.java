/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every job repository promises. To test one of your own, extend this class. */
@Timeout(120)
abstract class JobRepositoryContractTest {

    static final int THREADS = 16;
    static final Duration RETENTION = Duration.ofDays(7);

    final TestClock clock = new TestClock();
    final Instant now = clock.instant();
    private final List<JobRepository> created = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    JobRepository repository;

    /** How often threads are set against each other: as often as takes about a second. */
    int rounds() {
        return 20;
    }

    /** A repository on the storage of this test, which is empty when the test begins. */
    abstract JobRepository create(Clock itsClock, Duration retention);

    @BeforeEach
    void openRepository() {
        repository = open(Duration.ZERO);
    }

    @AfterEach
    void closeRepositories() {
        threads.shutdownNow();
        created.forEach(JobRepository::close);
    }

    JobRepository open(Duration retention) {
        JobRepository opened = create(clock, retention);
        created.add(opened);
        opened.start();
        return opened;
    }

    JobRepository reopen(Duration retention) {
        repository.close();
        return open(retention);
    }

    @Test
    void aKeyThatNobodyStoredHasNoValue() {
        assertThat(repository.get("unknown")).isNull();
        assertThat(repository.keys()).isEmpty();
    }

    @Test
    void whatIsStoredComesBackAsItWas() {
        String spaced = intent().toJson().replace(",", " ,\n\t") + "  ";

        assertThat(repository.putIfAbsent("key", spaced)).isTrue();

        assertThat(repository.get("key")).isEqualTo(spaced);
    }

    @Test
    void aKeyIsStoredOnce() {
        repository.putIfAbsent("key", intent().toJson());

        assertThat(repository.putIfAbsent("key", submitted("job-1").toJson())).isFalse();
        assertThat(repository.putIfAbsent("key", intent().toJson())).isFalse();

        assertThat(repository.get("key")).isEqualTo(intent().toJson());
    }

    @Test
    void aValueIsReplacedOnlyWhereItIsTheExpectedOne() {
        repository.putIfAbsent("key", intent().toJson());

        assertThat(repository.replace(
                        "key", submitted("job-2").toJson(), submitted("job-1").toJson()))
                .isFalse();
        assertThat(repository.get("key")).isEqualTo(intent().toJson());
        assertThat(repository.replace(
                        "key", intent().toJson(), submitted("job-1").toJson()))
                .isTrue();
        assertThat(repository.get("key")).isEqualTo(submitted("job-1").toJson());
    }

    @Test
    void aValueIsReplacedByItselfToo() {
        repository.putIfAbsent("key", intent().toJson());

        assertThat(repository.replace("key", intent().toJson(), intent().toJson()))
                .isTrue();
    }

    @Test
    void aKeyWithoutAValueIsNeitherReplacedNorDeleted() {
        assertThat(repository.replace(
                        "key", intent().toJson(), submitted("job-1").toJson()))
                .isFalse();
        assertThat(repository.delete("key", intent().toJson())).isFalse();
        assertThat(repository.get("key")).isNull();
    }

    @Test
    void aKeyIsDeletedOnlyWhereItsValueIsTheExpectedOne() {
        repository.putIfAbsent("key", intent().toJson());

        assertThat(repository.delete("key", submitted("job-1").toJson())).isFalse();
        assertThat(repository.get("key")).isEqualTo(intent().toJson());
        assertThat(repository.delete("key", intent().toJson())).isTrue();
        assertThat(repository.get("key")).isNull();
        assertThat(repository.putIfAbsent("key", submitted("job-1").toJson())).isTrue();
    }

    @Test
    void valuesThatMeanTheSameAreNotTheSame() {
        String stored = intent().toJson();
        repository.putIfAbsent("key", stored);

        for (String other : List.of(stored + " ", stored.replace("palatine", "PALATINE"), stored.replace(":", ": "))) {
            assertThat(repository.replace("key", other, submitted("job-1").toJson()))
                    .isFalse();
            assertThat(repository.delete("key", other)).isFalse();
        }
        assertThat(repository.get("key")).isEqualTo(stored);
    }

    @Test
    void keysThatLookAlikeAreNotTheSame() {
        List<String> keys =
                List.of("Key", "key", "key ", " key", "k\u0435y", "ё", "е\u0308", "😀", "'; --", "%", "_", "\\");

        for (int i = 0; i < keys.size(); i++) {
            assertThat(repository.putIfAbsent(keys.get(i), submitted("job-" + i).toJson()))
                    .as(keys.get(i))
                    .isTrue();
        }

        for (int i = 0; i < keys.size(); i++) {
            assertThat(repository.get(keys.get(i)))
                    .isEqualTo(submitted("job-" + i).toJson());
        }
        assertThat(repository.keys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void keysMayBeLongAndRussian() {
        String folder = "/записи/" + "совещание-".repeat(300);
        assertThat(folder.length()).isGreaterThan(3_000);

        assertThat(repository.putIfAbsent(folder + "1.mp3", intent().toJson())).isTrue();
        assertThat(repository.putIfAbsent(folder + "2.mp3", submitted("job-2").toJson()))
                .isTrue();

        assertThat(repository.get(folder + "1.mp3")).isEqualTo(intent().toJson());
        assertThat(repository.get(folder + "2.mp3"))
                .isEqualTo(submitted("job-2").toJson());
        assertThat(repository.keys()).containsExactlyInAnyOrder(folder + "1.mp3", folder + "2.mp3");
    }

    @Test
    void theLongestKeyAndValueAreKept() {
        String key = "ж".repeat(RecordLimits.MAX_KEY_LENGTH);
        String value = intent().toJson();
        value += " ".repeat(RecordLimits.MAX_VALUE_LENGTH - value.length());

        assertThat(repository.putIfAbsent(key, value)).isTrue();

        assertThat(repository.get(key)).isEqualTo(value);
    }

    @Test
    void aKeyOrValueThatIsTooLongIsRefused() {
        String key = "k".repeat(RecordLimits.MAX_KEY_LENGTH + 1);
        String value = intent().toJson() + " ".repeat(RecordLimits.MAX_VALUE_LENGTH);

        assertThatThrownBy(() -> repository.putIfAbsent(key, intent().toJson()))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("refused a job key of 4001 characters: 4000 are the most")
                .message()
                .hasSizeLessThan(500);
        assertThatThrownBy(() -> repository.putIfAbsent("key", value))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("refused a job record of")
                .message()
                .hasSizeLessThan(500);
        repository.putIfAbsent("key", intent().toJson());
        assertThatThrownBy(() -> repository.replace("key", intent().toJson(), value))
                .isInstanceOf(JobRepositoryException.class);
        assertThat(repository.get("key")).isEqualTo(intent().toJson());
    }

    @Test
    void whatNoDatabaseKeepsIsRefused() {
        for (String key : new String[] {null, "", "nul\0", "half\uD83D"}) {
            assertThatThrownBy(() -> repository.putIfAbsent(key, intent().toJson()))
                    .isInstanceOf(JobRepositoryException.class)
                    .hasMessageContaining("refused a job key");
        }
        assertThatThrownBy(() -> repository.putIfAbsent("key", intent().toJson().replace("talk", "\uDE00")))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("refused a job record");
        assertThat(repository.keys()).isEmpty();
    }

    @Test
    void whatIsNoJobRecordIsRefused() {
        repository.putIfAbsent("key", intent().toJson());

        assertThatThrownBy(() -> repository.putIfAbsent("other", "{\"state\":\"INTENT\"}"))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("provider is missing");
        assertThatThrownBy(() -> repository.replace("key", intent().toJson(), "[]"))
                .isInstanceOf(JobRepositoryException.class);
        assertThat(repository.keys()).containsExactly("key");
        assertThat(repository.get("key")).isEqualTo(intent().toJson());
    }

    @Test
    void ofManyWhoStoreAKeyExactlyOneSucceeds() {
        for (int round = 0; round < rounds(); round++) {
            String key = "key-" + round;

            List<Boolean> won = atOnce(thread -> repository.putIfAbsent(key, submittedBy(thread)));

            assertThat(won).containsOnlyOnce(true);
            assertThat(repository.get(key)).isEqualTo(submittedBy(won.indexOf(true)));
        }
    }

    @Test
    void ofManyWhoReplaceAValueExactlyOneSucceeds() {
        for (int round = 0; round < rounds(); round++) {
            String key = "key-" + round;
            repository.putIfAbsent(key, intent().toJson());

            List<Boolean> won = atOnce(thread -> repository.replace(key, intent().toJson(), submittedBy(thread)));

            assertThat(won).containsOnlyOnce(true);
            assertThat(repository.get(key)).isEqualTo(submittedBy(won.indexOf(true)));
        }
    }

    @Test
    void ofManyWhoDeleteAKeyExactlyOneSucceeds() {
        for (int round = 0; round < rounds(); round++) {
            String key = "key-" + round;
            repository.putIfAbsent(key, intent().toJson());

            List<Boolean> won = atOnce(thread -> repository.delete(key, intent().toJson()));

            assertThat(won).containsOnlyOnce(true);
            assertThat(repository.get(key)).isNull();
        }
    }

    @Test
    void ofManyWhoReplaceOrDeleteTheSameValueExactlyOneSucceeds() {
        for (int round = 0; round < rounds(); round++) {
            String key = "key-" + round;
            repository.putIfAbsent(key, intent().toJson());

            List<Boolean> won = atOnce(thread -> thread % 2 == 0
                    ? repository.delete(key, intent().toJson())
                    : repository.replace(key, intent().toJson(), submittedBy(thread)));

            assertThat(won).containsOnlyOnce(true);
            int winner = won.indexOf(true);
            assertThat(repository.get(key)).isEqualTo(winner % 2 == 0 ? null : submittedBy(winner));
        }
    }

    @Test
    void noUpdateIsLost() {
        int updatesEach = rounds() / 2;
        repository.putIfAbsent("key", submitted("0").toJson());

        atOnce(thread -> {
            for (int updated = 0; updated < updatesEach; ) {
                String read = repository.get("key");
                int count = Integer.parseInt(JobRecord.parse(read).jobId());
                if (repository.replace("key", read, submitted("" + (count + 1)).toJson())) {
                    updated++;
                }
            }
            return true;
        });

        assertThat(repository.get("key"))
                .isEqualTo(submitted("" + THREADS * updatesEach).toJson());
    }

    @Test
    void aCallerThatIsInterruptedHarmsNobodyElse() {
        for (int round = 0; round < rounds(); round++) {
            String key = "key-" + round;
            atOnce(thread -> {
                Thread.currentThread().interrupt();
                try {
                    repository.putIfAbsent(key + "-" + thread, intent().toJson());
                } catch (JobRepositoryException interrupted) {
                    // Allowed: it says so, and its caller asks again.
                } finally {
                    Thread.interrupted();
                }
                return true;
            });

            assertThat(repository.putIfAbsent(key, intent().toJson())).isTrue();
            assertThat(repository.get(key)).isEqualTo(intent().toJson());
        }
    }

    @Test
    void jobsThatASubmitMadeAreClaimable() {
        put("submitted", submitted("job-1"));
        put("intent", intent());
        put("transcribing", submitted(JobWaiter.TRANSCRIBE, "palatine", now));
        put("elsewhere", submitted(JobWaiter.SUBMIT, "shopot", now));

        assertThat(repository.claimable("palatine", now, 10)).containsExactly("submitted");
        assertThat(repository.claimable("shopot", now, 10)).containsExactly("elsewhere");
        assertThat(repository.claimable("aiesa", now, 10)).isEmpty();
    }

    @Test
    void aLeasedJobIsClaimableWhenItsLeaseHasEnded() {
        put("key", submitted("job-1").leased("node-1", now.plusSeconds(60)));

        assertThat(repository.claimable("palatine", now, 10)).isEmpty();
        assertThat(repository.claimable("palatine", now.plusMillis(59_999).plusNanos(999_999), 10))
                .isEmpty();
        assertThat(repository.claimable("palatine", now.plusSeconds(60), 10)).containsExactly("key");
        assertThat(repository.claimable("palatine", Instant.MAX, 10)).containsExactly("key");
    }

    @Test
    void aClaimIsSeenByTheNextWhoAsks() {
        put("key", submitted("job-1"));

        repository.replace(
                "key",
                submitted("job-1").toJson(),
                submitted("job-1").leased("node-1", now.plusSeconds(1)).toJson());

        assertThat(repository.claimable("palatine", now, 10)).isEmpty();
    }

    @Test
    void aDeliveredJobIsClaimableUntilItIsFinished() {
        JobRecord delivered =
                submitted("job-1").leased("node-1", now.plusSeconds(60)).delivered(now);
        put("unfinished", delivered);
        put("finished", delivered.released());

        assertThat(repository.claimable("palatine", now, 10)).isEmpty();
        assertThat(repository.claimable("palatine", now.plusSeconds(60), 10)).containsExactly("unfinished");
    }

    @Test
    void theOldestJobsAreClaimedFirst() {
        List<Integer> ages = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
        Collections.rotate(ages, 13);
        ages.forEach(age -> put("age-" + age, submitted(JobWaiter.SUBMIT, "palatine", now.minusSeconds(age))));

        assertThat(repository.claimable("palatine", now, 3)).containsExactly("age-29", "age-28", "age-27");
        assertThat(repository.claimable("palatine", now, 30))
                .hasSize(30)
                .startsWith("age-29")
                .endsWith("age-0");
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        assertThatThrownBy(() -> repository.claimable("palatine", now, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit 0 must be at least 1");
    }

    @Test
    void aFinishedJobIsForgottenOnceItsRetentionIsOver() {
        repository = reopen(RETENTION);
        put("old", submitted("job-1").delivered(now));
        clock.advance(Duration.ofDays(1));
        put("new", submitted("job-2").delivered(clock.instant()));

        clock.advance(RETENTION.minusDays(1).minusMillis(1));
        put("first", intent());
        assertThat(repository.keys()).containsExactlyInAnyOrder("old", "new", "first");

        clock.advance(PurgeTurns.INTERVAL);
        put("second", intent());
        assertThat(repository.keys()).containsExactlyInAnyOrder("new", "first", "second");
        assertThat(repository.putIfAbsent("old", intent().toJson())).isTrue();
    }

    @Test
    void withoutRetentionAFinishedJobIsForgottenSoon() {
        put("finished", submitted("job-1").delivered(now));

        clock.advance(PurgeTurns.INTERVAL);
        put("next", intent());

        assertThat(repository.keys()).containsExactly("next");
    }

    @Test
    void whatIsNotFinishedStaysHoweverOldItIs() {
        repository = reopen(RETENTION);
        put("intent", intent());
        put("submitted", submitted("job-1"));
        put("unfinished", submitted("job-2").leased("node-1", now).delivered(now));

        clock.advance(Duration.ofDays(1000));
        put("next", intent());

        assertThat(repository.keys()).containsExactlyInAnyOrder("intent", "submitted", "unfinished", "next");
    }

    @Test
    void theRetentionIsTheOneThatWasSet() {
        assertThat(repository.getRetention()).isZero();
        assertThat(reopen(RETENTION).getRetention()).isEqualTo(RETENTION);
    }

    @Test
    void startingAndClosingTwiceIsHarmless() {
        put("key", intent());

        repository.start();
        assertThat(repository.get("key")).isEqualTo(intent().toJson());

        repository.close();
        repository.close();
        repository.start();
        assertThat(repository.putIfAbsent("other", intent().toJson())).isTrue();
    }

    void put(String key, JobRecord jobRecord) {
        assertThat(repository.putIfAbsent(key, jobRecord.toJson())).isTrue();
    }

    JobRecord intent() {
        return JobRecord.intent("palatine", JobWaiter.SUBMIT, "talk.mp3", now, null, null);
    }

    JobRecord submitted(String jobId) {
        return intent().submitted(jobId, now);
    }

    private String submittedBy(int thread) {
        return submitted("job-of-" + thread).toJson();
    }

    private static JobRecord submitted(JobWaiter waiter, String provider, Instant recordedAt) {
        return JobRecord.intent(provider, waiter, "talk.mp3", recordedAt, null, null)
                .submitted("job-1", recordedAt);
    }

    /** What each thread returns, all of them having begun together. */
    <T> List<T> atOnce(IntFunction<T> work) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> running = IntStream.range(0, THREADS)
                .mapToObj(thread -> threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return work.apply(thread);
                }))
                .toList();
        List<T> returned = new ArrayList<>();
        for (Future<T> one : running) {
            try {
                returned.add(one.get(60, TimeUnit.SECONDS));
            } catch (ExecutionException failure) {
                throw new AssertionError(failure.getCause());
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
        return returned;
    }
}
