/* SPDX-License-Identifier: Apache-2.0 */
/** The failures: one exception class for each category. */
package io.github.cameltranscription.error;
