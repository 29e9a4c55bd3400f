package io.github.versionedschema.applications.clinic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;

/**
 * Clinic application. The profile selects the release: its mappings and its migrations.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ClinicApplication {

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(ClinicApplication.class);
		application.addListeners(new WebServerPortFileWriter());
		application.run(args);
	}

}
