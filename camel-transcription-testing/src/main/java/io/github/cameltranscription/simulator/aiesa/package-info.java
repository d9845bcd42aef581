/* SPDX-License-Identifier: Apache-2.0 */
/** The stand-in for AIESA. */
package io.github.cameltranscription.simulator.aiesa;
