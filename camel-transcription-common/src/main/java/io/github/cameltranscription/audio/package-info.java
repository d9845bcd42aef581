/* SPDX-License-Identifier: Apache-2.0 */
/** Recordings: their source, name and format. */
package io.github.cameltranscription.audio;
