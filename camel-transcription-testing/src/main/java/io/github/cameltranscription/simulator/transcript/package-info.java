/* SPDX-License-Identifier: Apache-2.0 */
/** Makes transcripts up from what is known of the audio and a script, and renders them. Internal. */
package io.github.cameltranscription.simulator.transcript;
