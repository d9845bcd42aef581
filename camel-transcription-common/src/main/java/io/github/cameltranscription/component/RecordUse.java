/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import io.github.cameltranscription.job.JobRecord;

/** What an exchange does with a recorded job, as far as the record is left differently by it. */
enum RecordUse {

    /** It submits the job and waits for it: whoever brings the recording again goes on. */
    TRANSCRIBE {
        @Override
        JobRecord suspended(JobRecord record, JobLedger ledger) {
            return ledger.isOurs(record) ? record.released() : record;
        }
    },

    /** It submits the job for somebody else: an owner whose lease has ended says that its source may bring it again. */
    SUBMIT {
        @Override
        JobRecord suspended(JobRecord record, JobLedger ledger) {
            return ledger.isOurs(record) ? record.leased(ledger.owner(), ledger.now()) : record;
        }
    },

    /** It waits for a job that came with its id: the record is that of the exchange which submitted it. */
    AWAIT {
        @Override
        JobRecord suspended(JobRecord record, JobLedger ledger) {
            return record;
        }

        @Override
        boolean isSourceOpen(JobRecord record, JobRecord known) {
            return record.owner() != null;
        }
    },

    /** It emits a job that nobody else waits for, and again some time later if its exchange fails. */
    RESULTS {
        @Override
        JobRecord suspended(JobRecord record, JobLedger ledger) {
            return ledger.isOurs(record)
                    ? record.leased(ledger.owner(), ledger.now().plus(ledger.lease()))
                    : record;
        }

        @Override
        boolean isSourceOpen(JobRecord record, JobRecord known) {
            return known.owner() != null;
        }
    };

    /** The record after an exchange that did not get through. */
    abstract JobRecord suspended(JobRecord record, JobLedger ledger);

    /**
     * Whether the source of a delivered recording may still bring it again, because the exchange that submitted it is not
     * known to have completed.
     *
     * @param record as it is
     * @param known  as it was found
     */
    boolean isSourceOpen(JobRecord record, JobRecord known) {
        return false;
    }
}
