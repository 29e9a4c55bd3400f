package io.github.versionedschema.autoconfigure.neighbour;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * Adds an integrator to the ones that the application provides to Hibernate.
 *
 * @param added the integrator
 * @param given the application's setting: a provider, its class or its class name
 * @param classLoader that can load the class
 */
record AddedIntegrator(Integrator added, @Nullable Object given,
		@Nullable ClassLoader classLoader) implements IntegratorProvider {

	@Override
	public List<Integrator> getIntegrators() {
		List<Integrator> all = new ArrayList<>(List.of(this.added));
		if (this.given != null) {
			all.addAll(provider(this.given).getIntegrators());
		}
		return all;
	}

	private IntegratorProvider provider(Object setting) {
		if (setting instanceof IntegratorProvider provider) {
			return provider;
		}
		Class<?> type = (setting instanceof Class<?> known) ? known
				: ClassUtils.resolveClassName(setting.toString(), this.classLoader);
		return (IntegratorProvider) BeanUtils.instantiateClass(type);
	}

}
