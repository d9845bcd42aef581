/* SPDX-License-Identifier: Apache-2.0 */
/** Palatine Speech as a Camel component. */
package io.github.cameltranscription.palatine;
