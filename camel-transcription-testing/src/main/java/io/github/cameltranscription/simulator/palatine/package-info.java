/* SPDX-License-Identifier: Apache-2.0 */
/** Palatine Speech REST, as its documentation describes it. */
package io.github.cameltranscription.simulator.palatine;
