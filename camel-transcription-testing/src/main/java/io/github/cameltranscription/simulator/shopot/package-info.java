/* SPDX-License-Identifier: Apache-2.0 */
/** The stand-in for Shopot. */
package io.github.cameltranscription.simulator.shopot;
