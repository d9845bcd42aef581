/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import org.apache.camel.main.Main;

import io.github.cameltranscription.simulator.ProviderSimulator;

/** Serves the page and transcribes the recordings of its folder, until the process ends. */
public final class JobsPage {

    private static final String KEY = "simulated";

    /** Jobs of the simulator take this fraction of their recording's duration. */
    private static final double REAL_TIME_FACTOR = 1.5;

    private JobsPage() {}

    /**
     * Settings are in {@code application.properties}; system properties of the same names override them.
     *
     * @param  arguments those of Camel Main
     * @throws Exception if it cannot start
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        addRoutes(main);
        if (System.getenv("AIESA_PUBLIC_KEY") == null
                && System.getenv("PALATINE_API_KEY") == null
                && System.getenv("SHOPOT_API_KEY") == null) {
            System.out.println("No API key: a simulator replaces the provider. No speech is recognised.");
            ProviderSimulator simulator = ProviderSimulator.builder()
                    .palatineApiKey(KEY)
                    .shopotApiKey(KEY)
                    .aiesaPublicKey(KEY)
                    .aiesaSecretKey(KEY)
                    .realTimeFactor(REAL_TIME_FACTOR)
                    .start();
            simulator.script(
                    "Добрый день! Это служба поддержки, чем могу помочь? Здравствуйте. Я оплатил заказ, а письмо так и не"
                            + " пришло. Сейчас посмотрим. Подскажите, пожалуйста, номер заказа. Две тысячи двадцать шесть."
                            + " Вижу ваш заказ. Письмо отправлено повторно, проверьте почту. Спасибо, получил. Хорошего дня!");
            redirect(main, simulator);
        }
        System.exit(main.run(arguments));
    }

    /** The routes of this example. */
    static void addRoutes(Main main) {
        main.configure().addRoutesBuilder(new TranscribeRoute());
        main.configure().addRoutesBuilder(new JobsPageRoutes());
    }

    /** Points the components at a simulator. */
    static void redirect(Main main, ProviderSimulator simulator) {
        main.addOverrideProperty(
                "camel.component.palatine.base-url", simulator.palatine().baseUrl());
        main.addOverrideProperty(
                "camel.component.shopot.base-url", simulator.shopot().baseUrl());
        main.addOverrideProperty(
                "camel.component.aiesa.base-url", simulator.aiesa().baseUrl());
    }
}
