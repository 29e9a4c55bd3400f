package io.github.versionedschema.autoconfigure.actuate.dashboard;

import java.util.function.Supplier;

import io.github.versionedschema.autoconfigure.actuate.SchemaVersionsEndpoint;
import io.github.versionedschema.autoconfigure.actuate.SchemaVersionsEndpointAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * Auto-configuration of the page {@code dashboard} of the endpoint
 * {@code schema-versions}.
 */
@AutoConfiguration(after = SchemaVersionsEndpointAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("versioned-schema.dashboard.enabled")
@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension")
@ConditionalOnBean(SchemaVersionsEndpoint.class)
public final class SchemaVersionsDashboardAutoConfiguration {

	@Bean
	SchemaVersionsDashboard schemaVersionsDashboard(SchemaVersionsEndpoint endpoint,
			ObjectProvider<ServletCsrfField> csrf) {
		Supplier<@Nullable CsrfField> token = csrf.getIfAvailable();
		// A page without buttons needs no token, nor the session that may store it.
		return new SchemaVersionsDashboard(DashboardPage.read(),
				(token != null && endpoint.writesAllowed()) ? token : () -> null);
	}

	/** Where Spring Security guards servlets. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CsrfToken.class)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class CsrfConfiguration {

		@Bean
		ServletCsrfField versionedSchemaCsrfField() {
			return new ServletCsrfField();
		}

	}

}
