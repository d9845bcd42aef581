/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

/** The shapes that Shopot's answers have. */
public enum ShopotVariant {
    /** The status at {@code /transcribe/{id}}, both status fields, times as strings, {@code SPEAKER_00} (shopot-create.ru.txt). */
    DOCUMENTED,
    /** As documented, with the older {@code status} alone (shopot-reference.ru.txt). */
    OLD,
    /** As documented, with the newer {@code transcription_status} alone, and times as numbers. */
    NEW,
    /**
     * As a client in paid use has met it in 2026: the status at {@code /status/{id}} alone, the newer field alone, speakers as bare
     * numbers, segments without text, and errors in their real words.
     */
    PUBLIC
}
