/* SPDX-License-Identifier: Apache-2.0 */
/** AIESA as a Camel component. */
package io.github.cameltranscription.aiesa;
