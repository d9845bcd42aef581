/* SPDX-License-Identifier: Apache-2.0 */
/** A server that stands in for the transcription providers in tests and demonstrations. It recognises nothing. */
package io.github.cameltranscription.simulator;
