/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.List;
import java.util.Map;

import org.apache.camel.util.json.JsonObject;

/** Writes the JSON as text: one line for each row, without unknown values. */
final class MonitorText {

    private static final List<String> TABLES =
            List.of("jobs", "lanes", "governors", "repositories", "finished", "usual", "balances");

    private static final int USUAL_ROW = 300;

    private final StringBuilder text;

    private MonitorText(int rows) {
        text = new StringBuilder(USUAL_ROW * (rows + 1));
    }

    static String of(JsonObject all) {
        return new MonitorText(rows(all, "jobs").size() + rows(all, "finished").size()).write(all);
    }

    private static List<?> rows(JsonObject all, String table) {
        return (List<?>) all.get(table);
    }

    private String write(JsonObject all) {
        line("Jobs in flight: ", all.get("inFlight"));
        line("Ended: ", all.get("ended"));
        for (String table : TABLES) {
            List<?> rows = rows(all, table);
            if (!rows.isEmpty()) {
                text.append('\n')
                        .append(Character.toUpperCase(table.charAt(0)))
                        .append(table, 1, table.length())
                        .append(":\n");
                rows.forEach(row -> line("    ", row));
            }
            if (table.equals("jobs") && (int) all.get("jobsLeftOut") > 0) {
                text.append("    and ").append(all.get("jobsLeftOut")).append(" more: see the option limit\n");
            }
        }
        return text.toString();
    }

    private void line(String beginning, Object row) {
        text.append(beginning);
        facts(row);
        text.append('\n');
    }

    private void facts(Object row) {
        int begin = text.length();
        ((Map<?, ?>) row).forEach((name, value) -> {
            if (value instanceof List<?> rows) {
                rows.forEach(each -> fact(begin, name, each));
            } else if (value != null) {
                fact(begin, name, value);
            }
        });
    }

    private void fact(int begin, Object name, Object value) {
        if (text.length() > begin) {
            text.append(' ');
        }
        text.append(name).append('=');
        if (value instanceof Map<?, ?>) {
            text.append('(');
            facts(value);
            text.append(')');
        } else {
            text.append(value);
        }
    }
}
