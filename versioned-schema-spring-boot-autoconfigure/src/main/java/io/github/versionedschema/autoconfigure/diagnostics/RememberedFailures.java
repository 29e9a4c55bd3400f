package io.github.versionedschema.autoconfigure.diagnostics;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.datasource.PinnedPools;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The failures that beans of ours remember. No bean is created to ask it.
 *
 * @param beanFactory that may have the beans
 */
record RememberedFailures(BeanFactory beanFactory) {

	List<Throwable> list() {
		ApplicationVersion version = existing(ApplicationVersion.class);
		PinnedPools pools = existing(PinnedPools.class);
		return Stream
			.concat(Stream.ofNullable((version != null) ? version.failure() : null),
					Stream.ofNullable(pools).flatMap((all) -> all.refusals().stream()))
			.toList();
	}

	private <T> @Nullable T existing(Class<T> type) {
		if (!(this.beanFactory instanceof ConfigurableListableBeanFactory factory)) {
			return null;
		}
		return Stream.of(factory.getBeanNamesForType(type, false, false))
			.map(factory::getSingleton)
			.filter(Objects::nonNull)
			.map(type::cast)
			.findFirst()
			.orElse(null);
	}

}
