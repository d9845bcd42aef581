/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.UnreadableResultException;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers that are not in Palatine's documentation. */
@Tag("server")
class PalatineUnexpectedAnswersTest extends PalatineTestSupport {

    private FaultRule answering(String answer) {
        return palatine.faults().onStatus().body(answer.replace('\'', '"'), "application/json");
    }

    /** Python writes NaN and infinities as numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"1e308", "NaN", "-Infinity"})
    void impossibleNumbersAreLeftOut(String number) {
        answering("""
                {'status':'success','data':{'duration':1e308,'language':'ru','text':'Да.','segments':[
                {'start':1e308,'end':1e308,'text':'Да.','words':[{'word':'Да.','start':1e308,'end':1e308}]}
                ]},'error':null}""".replace("1e308", number)).always();

        Transcript transcript = body("palatine:transcribe", Recordings.wav(1), Transcript.class);

        assertThat(transcript.duration()).isNull();
        assertThat(transcript.segments()).hasSize(1);
    }

    @Test
    void valuesOfOtherTypesAreReadAndUnknownOnesKept() {
        answering("""
                {'status':'success','id':7,'new':{'a':[1]},'data':{'duration':'12,5','language':null,
                'text':'Один два','words':'none','models':['x'],'segments':[
                null, 5, [],
                {'start':'0.5','end':1.5,'text':' Один','speaker':3,'avg_logprob':-0.1,'words':null},
                {'start':null,'end':'x','text':null},
                {'start':-1,'end':2.5,'text':' два','tokens':[1,2],'words':[{'word':' два','start':2,'end':2.5,'confidence':'0.9'}]}
                ]},'error':null}""").once();

        Exchange reply = send("palatine:transcribe", Recordings.wav(1));

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.duration()).hasMillis(12_500);
        assertThat(transcript.text()).isEqualTo("Один два");
        assertThat(transcript.segments()).hasSize(3);
        assertThat(transcript.segments().get(0).start()).hasMillis(500);
        assertThat(transcript.segments().get(0).text()).isEqualTo("Один");
        assertThat(transcript.segments().get(0).speaker()).isEqualTo("3");
        assertThat(transcript.segments().get(2).words().get(0).confidence()).isEqualTo(0.9);
        assertThat(transcript.raw()).contains("avg_logprob").contains("\"new\"");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.DURATION))
                .isEqualTo(12.5);
    }

    /** Answers of the oldest generation, those that the vendor's node for n8n reads, and one that is only text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'task_id':'1','task_status':true,'data':{'result':{'text':'готово','segments':[{'segment_id':0,'text':'готово'}]}}}",
                "{'task_status':true,'data':{'text':'готово','segments':[]}}",
                "{'state':'completed','result':{'text':'готово'}}",
                "{'status':' Done ','output':{'segments':[{'start':0,'end':1,'text':'готово'}]}}",
                "{'task_status':'finished','response':{'transcription':'готово'}}",
                "{'status':'success','data':'готово'}",
                "{'status':'success','text':'готово','segments':null}",
                "{'data':{'text':'готово'}}"
            })
    void aResultIsFoundInEachGeneration(String answer) {
        answering(answer).once();

        assertThat(body("palatine:transcribe", Recordings.wav(1), Transcript.class)
                        .text())
                .isEqualTo("готово");
        Awaitility.await().untilAsserted(() -> palatine.requests().assertCount(PalatineCall.RELEASE, 1));
    }

    /** Palatine keeps a result that cannot be read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status':'success','data':{'utterances':[{'phrase':'готово'}]}}",
                "{'status':'success','data':{'segments':[{'start':0,'end':1,'phrase':'готово'}]}}",
                "{'status':'success','data':{'text':{'content':'готово'}}}",
                "{'status':'success','data':{}}",
                "{'task_status':true,'data':{'result':{'phrase':'готово'}}}",
                "{'status':'success','data':null,'transcript':{'text':'готово'}}",
                "{'status':'success','data':null,'transcript':'готово'}"
            })
    void aSuccessWithoutAKnownTextIsNeverReleased(String answer) {
        answering(answer).always();

        Exchange reply = send("palatine:transcribe?jobTimeout=1h&releaseJob=fetch", Recordings.wav(1));

        String jobId = palatine.jobs().get(0).id();
        assertThat(reply.getException())
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining(jobId)
                .hasMessageNotContaining("готово");
        assertThat(jobId(reply)).isEqualTo(jobId);
        palatine.requests().assertCount(PalatineCall.RELEASE, 0);

        palatine.faults().clear();
        assertThat(body("palatine:await", null, about(jobId), Transcript.class).segments())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status':'success','data':{'text':''}}",
                "{'status':'success','data':{'text':null,'segments':[]}}",
                "{'task_status':true,'data':{'result':{'text':'','segments':[]}}}"
            })
    void anEmptyTextIsSilenceAndTheJobIsReleased(String answer) {
        answering(answer).once();

        assertThat(body("palatine:transcribe", Recordings.wav(1), Transcript.class)
                        .text())
                .isEmpty();
        Awaitility.await().untilAsserted(() -> palatine.requests().assertCount(PalatineCall.RELEASE, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'status':'error','error':'No recognizable speech'} | No recognizable speech | JOB_FAILED",
                "{'status':'failed','message':'Worker died','data':null} | Worker died | JOB_FAILED",
                "{'state':'canceled'} | gave no reason | JOB_FAILED",
                "{'status':'cancelled','error':{'message':'by the user'}} | by the user | JOB_FAILED",
                "{'task_status':false,'data':{'message':'Bad file','status_code':415}} | Bad file | JOB_FAILED",
                "{'task_status':false,'data':{'result':{'message':'Not enough balance'}}} | Not enough balance | INSUFFICIENT_BALANCE"
            })
    void aFailureIsFoundInEachGeneration(String answer, String reason, ErrorCategory category) {
        answering(answer).always();

        assertRefused(send("palatine:transcribe", Recordings.wav(1)), category, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status':'queued'}",
                "{'state':'running','data':{'text':'half'}}",
                "{'status':'in_progress','result':null}",
                "{'status':'PROCESSING'}",
                "{'task_status':false}",
                "{'task_status':false,'data':null,'message':'still working'}",
                "{'status':'success','data':null,'created_at':'2026-01-01'}",
                "{'status':'in_queue'}"
            })
    void anyOtherStatusIsPending(String answer) {
        answering(answer).times(2);

        assertThat(body("palatine:transcribe", Recordings.wav(1), Transcript.class)
                        .segments())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"palatine:transcribe", "palatine:transcribe?outputFormat=srt", "palatine:await"})
    void warningsAreInAHeaderAndLoggedOnce(String uri) {
        answering("""
                {'status':'success','data':{'text':'Да.','included_processing':['profanity_filter'],
                'warnings':['speaker_roles_skipped:single_speaker','emotions_skipped:language']}}""").once();
        String warnings = "speaker_roles_skipped:single_speaker, emotions_skipped:language";
        boolean await = uri.equals("palatine:await");
        Object input = await ? body("palatine:submit", Recordings.wav(1), TranscriptionJob.class) : Recordings.wav(1);

        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            Exchange reply = send(uri, input);

            assertThat(reply.getMessage().getHeader(PalatineConstants.WARNINGS)).isEqualTo(warnings);
            assertThat(outside.logged())
                    .filteredOn(line -> line.startsWith(PalatineWarnings.class.getName()))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains(jobId(reply), warnings);
            if (reply.getMessage().getBody() instanceof Transcript transcript) {
                assertThat(transcript.includedProcessing()).containsExactly("profanity_filter");
            }
        }
    }
}
