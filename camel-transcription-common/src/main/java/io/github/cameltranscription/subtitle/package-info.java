/* SPDX-License-Identifier: Apache-2.0 */
/** Subtitles: how a transcript becomes cues that can be read, and SRT or WebVTT that every player understands. */
package io.github.cameltranscription.subtitle;
