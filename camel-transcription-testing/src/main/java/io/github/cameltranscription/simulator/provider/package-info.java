/* SPDX-License-Identifier: Apache-2.0 */
/** What the stand-ins of all providers do alike: take a request through its steps, and remember it. Internal. */
package io.github.cameltranscription.simulator.provider;
