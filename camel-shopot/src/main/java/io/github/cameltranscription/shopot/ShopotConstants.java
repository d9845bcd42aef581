/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.spi.Metadata;

import io.github.cameltranscription.component.TranscriptionConstants;

/** The message headers of {@code shopot:}. */
public final class ShopotConstants extends TranscriptionConstants {

    @Metadata(
            description = "Out: the balance of the account, in minutes or credits, if Shopot reports it.",
            javaType = "Double")
    public static final String BALANCE_MINUTES = "CamelShopotBalanceMinutes";

    @Metadata(description = "Out: the summary, if one was requested and made.", javaType = "String")
    public static final String SUMMARY = "CamelShopotSummary";

    @Metadata(
            description = "Out: the outcome of a requested summary, in Shopot's words: COMPLETED, FAILED: reason or "
                    + "SKIPPED: reason; in replies of status also PENDING or IN_PROGRESS.",
            javaType = "String")
    public static final String SUMMARY_STATUS = "CamelShopotSummaryStatus";

    @Metadata(
            description = "In: your own id of a submission that has a callbackUrl; overrides the option callbackId. "
                    + "Out, on what shopot:webhook receives: the same id.",
            javaType = "String")
    public static final String CALLBACK_ID = "CamelShopotCallbackId";

    @Metadata(
            description = "In: how Shopot merges unfinished sentences; overrides the option modifier.",
            label = "producer",
            javaType = "String",
            enums = "paragraph_json,paragraph_text,plain_text,plain_json")
    public static final String MODIFIER = "CamelShopotModifier";

    private ShopotConstants() {}
}
