/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

/** The shapes that Palatine's answers have had. */
public enum PalatineVariant {
    /** {@code {id, created_at, data, status, error}}, as palatine-rest.ru.txt and the vendor's public documentation of 2025 show. */
    DOCUMENTED,
    /** The newest public documentation, of 2026: minutes with all sections, a real and a bonus balance, call analysis. */
    NEWEST,
    /** The oldest public documentation, of mid-2025: a boolean {@code task_status}, the result in {@code data.result}, {@code segment_id}. */
    OLDEST,
    /** The names that the vendor's own node for n8n reads: {@code state}, {@code completed}, {@code failed}, {@code result}, {@code task.id}. */
    NODE
}
