/* SPDX-License-Identifier: Apache-2.0 */
/** Shopot as a Camel component. */
package io.github.cameltranscription.shopot;
