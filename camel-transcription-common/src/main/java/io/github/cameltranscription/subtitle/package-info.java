/* SPDX-License-Identifier: Apache-2.0 */
/** Subtitles: makes readable cues of a transcript, and SRT or WebVTT that every player accepts. */
package io.github.cameltranscription.subtitle;
