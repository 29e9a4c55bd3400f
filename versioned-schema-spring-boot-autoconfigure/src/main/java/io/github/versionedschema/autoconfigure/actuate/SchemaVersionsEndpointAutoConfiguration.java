package io.github.versionedschema.autoconfigure.actuate;

import java.util.Objects;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the endpoint {@code schema-versions}.
 */
@AutoConfiguration(after = VersionedSchemaAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(MigratedSchemas.class)
@ConditionalOnAvailableEndpoint(SchemaVersionsEndpoint.class)
@Import(RecentStatusConfiguration.class)
public final class SchemaVersionsEndpointAutoConfiguration {

	private static final EndpointId ID = EndpointId.of("schemaversions");

	@Bean
	@ConditionalOnMissingBean
	SchemaVersionsEndpoint schemaVersionsEndpoint(ShownSchemas schemas, ObjectProvider<EndpointAccessResolver> access) {
		EndpointAccessResolver resolver = access.getIfAvailable();
		return new SchemaVersionsEndpoint(schemas,
				resolver == null || resolver.accessFor(ID, Access.READ_ONLY) == Access.UNRESTRICTED);
	}

	/**
	 * Maps the endpoint to a path with a dash; Spring Boot warns about an id with a dash.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(PathMapper.class)
	static class PathConfiguration {

		@Bean
		PathMapper schemaVersionsPathMapper() {
			return (endpointId) -> Objects.equals(endpointId, ID) ? "schema-versions" : null;
		}

	}

}
