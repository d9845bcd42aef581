/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.provider.Variants;

/** Turns what {@link PalatineVariant#DOCUMENTED} answers into the other variants. */
final class PalatineShapes {

    private final Variants<PalatineVariant> variants;

    PalatineShapes(Variants<PalatineVariant> variants) {
        this.variants = variants;
    }

    /** For one answer. */
    PalatineVariant next() {
        return variants.next();
    }

    /** The answer to a submission. */
    JsonObject scheduled(String id) {
        return switch (next()) {
            case NODE -> new JsonObject().put("state", "queued").put("task", new JsonObject().put("id", id));
            default -> new JsonObject().put("status", "scheduled").put("task_id", id);
        };
    }

    /** The answer to a release. */
    JsonObject released(String id) {
        return switch (next()) {
            case OLDEST -> new JsonObject().put("status", true).put("message", "Task data deleted");
            default -> new JsonObject().put("status", "done").put("task_id", id);
        };
    }

    /** The answer about a task. {@code data} and {@code error} are null where there is none. */
    JsonObject status(PalatineVariant variant, PalatineTask task, String status, JsonObject data, String error) {
        return switch (variant) {
            case OLDEST ->
                new JsonObject()
                        .put("task_id", task.id())
                        .put("data", oldestData(data, error))
                        .put("task_status", status.equals("success"));
            case NODE ->
                new JsonObject()
                        .put("id", task.id())
                        .put("state", nodeWord(status))
                        .put("result", data)
                        .put("message", error);
            default -> PalatineStatusDocument.of(task, status, data, error);
        };
    }

    private static JsonObject oldestData(JsonObject data, String error) {
        if (error != null) {
            return new JsonObject().put("message", error).put("status_code", 500);
        }
        if (data == null) {
            return null;
        }
        JsonArray segments = data.getJsonArray("segments");
        if (segments != null) {
            for (int i = 0; i < segments.size(); i++) {
                JsonObject segment = segments.getJsonObject(i);
                segment.put("segment_id", segment.remove("id"));
            }
        }
        return new JsonObject().put("result", data);
    }

    private static String nodeWord(String status) {
        return switch (status) {
            case "success" -> "completed";
            case "error" -> "failed";
            default -> "processing";
        };
    }
}
