/* SPDX-License-Identifier: Apache-2.0 */
/** What can go wrong: one exception class for each category that a route can decide by. */
package io.github.cameltranscription.error;
