/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamMessageTest {

    private static final StreamConfig CONFIG = new StreamConfig(
            "palatine_stream", "ru", "linear16", 48_000, 1, List.of("linear16", "opus"), List.of(8000, 48_000));

    private static final StreamFormat OURS = new StreamFormat(StreamCodec.OGG_OPUS, 16_000, 2);

    private static StreamMessage read(String json) throws IOException {
        return StreamMessage.read(json.replace('\'', '"'));
    }

    @Test
    void theDocumentedConfigIsRead() throws IOException {
        StreamMessage message = read("{'type':'config','model':'palatine_stream','sample_rate':48000,'channels':1,"
                + "'format':'linear16','language':'ru','recommended_codec':'linear16',"
                + "'supported_codecs':['linear16','opus'],'supported_sample_rates':[8000,48000]}");

        assertThat(message.type()).isEqualTo("config");
        assertThat(message.toConfig()).isEqualTo(CONFIG);
    }

    @Test
    void theDocumentedPartialFinalAndErrorAreRead() throws IOException {
        StreamMessage partial = read("{'type':'partial','chunk_text':'мир','full_text':'привет мир'}");
        StreamMessage last = read("{'type':'final','status':'completed','total_duration':15.5}");
        StreamMessage error =
                read("{'type':'error','message':'Unauthorized: Invalid or missing token','code':'AUTH_ERROR'}");

        assertThat(partial.type()).isEqualTo("partial");
        assertThat(partial.chunkText()).isEqualTo("мир");
        assertThat(partial.fullText()).isEqualTo("привет мир");
        assertThat(last.type()).isEqualTo("final");
        assertThat(last.totalDuration()).isEqualTo(Duration.ofMillis(15_500));
        assertThat(error.type()).isEqualTo("error");
        assertThat(error.message()).isEqualTo("Unauthorized: Invalid or missing token");
        assertThat(error.code()).isEqualTo("AUTH_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':null,'chunk_text':null,'full_text':null,'message':null,'code':null,'total_duration':null,"
                        + "'sample_rate':null,'channels':null,'supported_codecs':null,'supported_sample_rates':null}"
            })
    void missingAndNullFieldsAreEmptyOrNull(String json) throws IOException {
        StreamMessage message = read(json);

        assertThat(message.type()).isEmpty();
        assertThat(message.chunkText()).isEmpty();
        assertThat(message.fullText()).isNull();
        assertThat(message.code()).isEmpty();
        assertThat(message.message()).isEqualTo("the service gave no message");
        assertThat(message.totalDuration()).isNull();
        assertThat(message.toConfig()).isEqualTo(new StreamConfig(null, null, null, null, null, List.of(), List.of()));
    }

    @Test
    void unknownFieldsAreIgnored() throws IOException {
        StreamMessage message = read("{'confidence':{'type':'final','words':[{'full_text':'x'}]},'type':'partial',"
                + "'list':[[1],{'chunk_text':'y'}],'n':1e400,'full_text':'да','flag':true}");

        assertThat(message.type()).isEqualTo("partial");
        assertThat(message.fullText()).isEqualTo("да");
        assertThat(message.chunkText()).isEmpty();
    }

    @Test
    void valuesOfOtherTypesAreReadWherePossible() throws IOException {
        StreamMessage message = read(
                "{'supported_sample_rates':{'a':[1]},'type':'config','sample_rate':'16000','channels':2.0,'format':{'name':'opus'},"
                        + "'model':['a'],'language':7,'total_duration':'1.5','chunk_text':[],'full_text':{},"
                        + "'supported_codecs':'linear16'}");

        assertThat(message.toConfig()).isEqualTo(new StreamConfig(null, "7", null, 16000, 2, List.of(), List.of()));
        assertThat(message.totalDuration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(message.chunkText()).isEmpty();
        assertThat(message.fullText()).isNull();
    }

    @Test
    void unreadableElementsOfAListAreLeftOut() throws IOException {
        StreamConfig config = read("{'supported_codecs':['opus',null,['x'],{'y':1},5],"
                        + "'supported_sample_rates':[8000,'16000',null,'many',[1],{}]}")
                .toConfig();

        assertThat(config.supportedCodecs()).containsExactly("opus", "5");
        assertThat(config.supportedSampleRates()).containsExactly(8000, 16000);
    }

    @Test
    void impossibleDurationsAreNull() throws IOException {
        assertThat(read("{'total_duration':-1}").totalDuration()).isNull();
        assertThat(read("{'total_duration':1e30}").totalDuration()).isNull();
        assertThat(read("{'total_duration':'soon'}").totalDuration()).isNull();
    }

    @Test
    void textsAreStripped() throws IOException {
        StreamMessage message = read("{'chunk_text':' мир ','full_text':' привет  мир \\n'}");

        assertThat(message.chunkText()).isEqualTo("мир");
        assertThat(message.fullText()).isEqualTo("привет  мир");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "'partial'",
                "5",
                "partial",
                "{",
                "{'type'",
                "{'type':'partial'",
                "{'type':'partial','full_text':'привет",
                "{'type':partial}",
                "{'supported_codecs':['opus'",
                "{'unknown':[1,2",
                "{'type':'partial',}",
                "<html></html>"
            })
    void anythingButAJsonObjectIsAnError(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void theJsonOfAPartialHasSecondsToTheMillisecond() {
        assertThat(new StreamPartial("мир", "привет \"мир\"\n", Duration.ofMillis(300), Duration.ofMillis(90_061_500))
                        .toJson())
                .isEqualTo(
                        "{\"chunkText\":\"мир\",\"fullText\":\"привет \\\"мир\\\"\\n\",\"start\":0.3,\"end\":90061.5}");
        assertThat(new StreamPartial("", "", Duration.ZERO, Duration.ofNanos(1_234_999_999)).toJson())
                .isEqualTo("{\"chunkText\":\"\",\"fullText\":\"\",\"start\":0,\"end\":1.234}");
    }

    @Test
    void theJsonOfAConfigHasTheNamesOfTheOptions() {
        assertThat(CONFIG.toJson())
                .isEqualTo(
                        "{\"model\":\"palatine_stream\",\"language\":\"ru\",\"codec\":\"linear16\",\"sampleRate\":48000,"
                                + "\"channels\":1,\"supportedCodecs\":[\"linear16\",\"opus\"],\"supportedSampleRates\":[8000,48000]}");
        assertThat(new StreamConfig(null, null, null, null, null, null, null).toJson())
                .isEqualTo("{\"model\":null,\"language\":null,\"codec\":null,\"sampleRate\":null,\"channels\":null,"
                        + "\"supportedCodecs\":[],\"supportedSampleRates\":[]}");
    }

    private static String difference(String codec, Integer sampleRate, Integer channels) {
        return new StreamConfig("palatine_stream", "ru", codec, sampleRate, channels, List.of("mp3"), List.of(8000))
                .difference(OURS, Map.of());
    }

    @Test
    void equalAndMissingValuesAreNoDifference() {
        assertThat(difference("ogg-opus", 16_000, 2)).isNull();
        assertThat(difference("OGG-Opus", 16_000, 2)).isNull();
        assertThat(difference(null, null, null)).isNull();
    }

    @Test
    void aDifferenceNamesTheOptionBothValuesAndTheFix() {
        assertThat(difference("linear16", 16_000, 2))
                .isEqualTo("codec ogg-opus is not what the service expects, which is linear16: nothing was sent;"
                        + " set the option to that and send such audio");
        assertThat(difference("ogg-opus", 48_000, 2))
                .startsWith("sampleRate 16000 is not what the service expects, which is 48000:");
        assertThat(difference(null, null, 1)).startsWith("channels 2 is not what the service expects, which is 1:");
    }

    @Test
    void theFirstDifferenceIsNamed() {
        assertThat(difference("opus", 8000, 1)).startsWith("codec ");
        assertThat(difference(null, 8000, 1)).startsWith("sampleRate ");
    }

    @Test
    void parametersOfTheUserOverrideTheFormat() {
        StreamFormat format = new StreamFormat(StreamCodec.OPUS, 16_000, 1);
        StreamConfig config = new StreamConfig(null, null, "lc3", 24_000, 1, null, null);

        assertThat(config.difference(format, Map.of("codec", "lc3", "sample_rate", "24000")))
                .isNull();
        assertThat(config.difference(format, Map.of("sample_rate", "24000"))).startsWith("codec opus");
    }
}
