/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.durablekafka;

import org.apache.camel.main.Main;

/** Runs the recipe for many machines over Kafka, until the process ends or is killed. */
public final class DurableKafka {

    private DurableKafka() {}

    /**
     * Settings are in {@code application.properties}; system properties of the same names override them.
     *
     * @param  arguments  those of Camel Main
     * @throws Exception  if it cannot start
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new SubmitRoute());
        main.configure().addRoutesBuilder(new DeliverRoute());
        System.exit(main.run(arguments));
    }
}
