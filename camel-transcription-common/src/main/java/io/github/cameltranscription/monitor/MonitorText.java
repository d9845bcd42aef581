/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.util.json.JsonObject;

/** The JSON for people: one line for each row, without what is not known. */
final class MonitorText {

    private static final List<String> TABLES =
            List.of("jobs", "lanes", "governors", "repositories", "finished", "usual", "balances");

    private MonitorText() {}

    static String of(JsonObject all) {
        List<String> lines = new ArrayList<>();
        lines.add("Jobs in flight: " + facts(map(all.get("inFlight"))));
        lines.add("Ended: " + facts(map(all.get("ended"))));
        for (String table : TABLES) {
            List<?> rows = (List<?>) all.get(table);
            if (!rows.isEmpty()) {
                lines.add("");
                lines.add(title(table) + ":");
                rows.forEach(row -> lines.add("    " + facts(map(row))));
            }
            if (table.equals("jobs") && (int) all.get("jobsLeftOut") > 0) {
                lines.add("    and " + all.get("jobsLeftOut") + " more: see the option limit");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String title(String table) {
        return Character.toUpperCase(table.charAt(0)) + table.substring(1);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static String facts(Map<?, ?> row) {
        List<String> facts = new ArrayList<>();
        row.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                facts.add(name + "=(" + facts(nested) + ")");
            } else if (value instanceof List<?> rows) {
                rows.forEach(each -> facts.add(name + "=(" + facts(map(each)) + ")"));
            } else if (value != null) {
                facts.add(name + "=" + value);
            }
        });
        return String.join(" ", facts);
    }
}
