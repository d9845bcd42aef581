/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of Camel routes that use the transcription components, against a simulator of the providers. */
package io.github.cameltranscription.testing;
