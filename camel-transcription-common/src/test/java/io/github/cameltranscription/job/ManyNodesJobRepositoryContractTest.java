/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a job repository promises that several nodes have open at the same time. */
abstract class ManyNodesJobRepositoryContractTest extends JdbcJobRepositoryContractTest {

    @Test
    void nodesThatStartTogetherMakeTheTableOnce() throws SQLException {
        for (int round = 0; round < 5; round++) {
            String fresh = table + "_round_" + round;

            List<JdbcJobRepository> nodes = atOnce(node -> {
                JdbcJobRepository starting = createJdbc(clock);
                starting.setTableName(fresh);
                starting.start();
                return starting;
            });

            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT COUNT(*), MAX(version) FROM " + fresh + "_version")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
                assertThat(row.getInt(2)).isEqualTo(2);
            }
            assertThat(atOnce(node -> nodes.get(node).putIfAbsent("key", intent().toJson())))
                    .containsOnlyOnce(true);
            assertThat(nodes).allSatisfy(node -> assertThat(node.get("key")).isEqualTo(intent().toJson()));
            nodes.forEach(JdbcJobRepository::close);
        }
    }

    @Test
    void ofManyNodesThatClaimAJobExactlyOneGetsIt() {
        List<JobRepository> nodes =
                IntStream.range(0, 4).mapToObj(node -> open(Duration.ZERO)).toList();
        for (int round = 0; round < rounds(); round++) {
            String key = "key-" + round;
            put(key, submitted("job-1"));

            List<Boolean> claimed = atOnce(thread -> {
                JobRepository node = nodes.get(thread % nodes.size());
                return node.claimable("palatine", now, 1).equals(List.of(key))
                        && node.replace(
                                key,
                                submitted("job-1").toJson(),
                                submitted("job-1")
                                        .leased("node-" + thread, now.plusSeconds(60))
                                        .toJson());
            });

            assertThat(claimed).containsOnlyOnce(true);
            assertThat(JobRecord.parse(repository.get(key)).owner()).isEqualTo("node-" + claimed.indexOf(true));
        }
    }
}
