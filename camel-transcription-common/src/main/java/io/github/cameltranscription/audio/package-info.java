/* SPDX-License-Identifier: Apache-2.0 */
/** The recording: where it comes from, what it is called and what format it has. */
package io.github.cameltranscription.audio;
