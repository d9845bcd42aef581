/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

/** Writes a time in JSON as a number of seconds, without loss and independently of the object mapper's settings. */
public final class SecondsSerializer extends StdSerializer<Duration> {

    /** For Jackson. */
    public SecondsSerializer() {
        super(Duration.class);
    }

    @Override
    public void serialize(Duration time, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (time.getNano() == 0) {
            json.writeNumber(time.getSeconds());
        } else {
            json.writeNumber(BigDecimal.valueOf(time.getSeconds())
                    .add(BigDecimal.valueOf(time.getNano(), 9))
                    .stripTrailingZeros());
        }
    }
}
