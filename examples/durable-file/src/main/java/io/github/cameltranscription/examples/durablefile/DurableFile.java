/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.durablefile;

import org.apache.camel.main.Main;

/** Runs the recipe for one machine, until the process ends or is killed. */
public final class DurableFile {

    private DurableFile() {}

    /**
     * Settings are in {@code application.properties}; system properties of the same names override them.
     *
     * @param  arguments  those of Camel Main
     * @throws Exception  if it cannot start
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new TranscribeRoute());
        System.exit(main.run(arguments));
    }
}
