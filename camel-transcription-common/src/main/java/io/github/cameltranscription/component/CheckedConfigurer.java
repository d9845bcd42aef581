/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * The generated configurer of a component, which sets properties such as {@code camel.component.palatine.job-timeout}, with a
 * check of the values.
 */
final class CheckedConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {

    private final PropertyConfigurer setter;
    private final PropertyConfigurerGetter getter;

    private CheckedConfigurer(PropertyConfigurer setter, PropertyConfigurerGetter getter) {
        this.setter = setter;
        this.getter = getter;
    }

    /** The same, with the check where the types are known. */
    static PropertyConfigurer of(PropertyConfigurer generated) {
        return generated instanceof PropertyConfigurerGetter getter
                ? new CheckedConfigurer(generated, getter)
                : generated;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        OptionValue.require(name, value, getter.getOptionType(name, ignoreCase));
        return setter.configure(context, target, name, value, ignoreCase);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter.getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return getter.getAutowiredNames();
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter.getOptionValue(target, name, ignoreCase);
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter.getCollectionValueType(target, name, ignoreCase);
    }
}
