package io.github.versionedschema.autoconfigure.datasource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestServer;

/**
 * A server that authenticates a role by client certificate only. Both sides use
 * self-signed certificates.
 */
final class TlsServer implements AutoCloseable {

	/** The role that may log in. */
	static final String ROLE = "app";

	private static final String PASSWORD = "changeit";

	private final Path folder;

	private final EmbeddedServer server;

	TlsServer(Path folder) throws Exception {
		this.folder = folder;
		KeyStore server = keyStore("server", "localhost");
		KeyStore client = keyStore("client", ROLE);
		Path key = writePem("server.key", "PRIVATE KEY", server.getKey("user", PASSWORD.toCharArray()).getEncoded());
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
		Path certificate = writePem("server.crt", "CERTIFICATE", server.getCertificate("user").getEncoded());
		Path clients = writePem("client.crt", "CERTIFICATE", client.getCertificate("user").getEncoded());
		Path access = Files.writeString(folder.resolve("pg_hba.conf"), """
				host    all postgres 127.0.0.1/32 trust
				hostssl all %s       127.0.0.1/32 cert
				""".formatted(ROLE));
		this.server = EmbeddedServer.start(Map.of("ssl", "on", "ssl_cert_file", certificate.toString(), "ssl_key_file",
				key.toString(), "ssl_ca_file", clients.toString(), "hba_file", access.toString()));
		this.server.server().jdbc().sql("create role " + ROLE + " login").update();
	}

	private KeyStore keyStore(String name, String subject) throws IOException, GeneralSecurityException {
		Path file = this.folder.resolve(name + ".p12");
		try {
			int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "user", "-keyalg", "RSA", "-dname", "CN=" + subject, "-validity", "30",
					"-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
				.redirectErrorStream(true)
				.redirectOutput(this.folder.resolve(name + ".log").toFile())
				.start()
				.waitFor();
			if (exit != 0) {
				throw new IllegalStateException(Files.readString(this.folder.resolve(name + ".log")));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(file)) {
			keyStore.load(input, PASSWORD.toCharArray());
		}
		return keyStore;
	}

	private Path writePem(String file, String type, byte[] content) throws IOException {
		return Files.writeString(this.folder.resolve(file), "-----BEGIN " + type + "-----\n"
				+ Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type + "-----\n");
	}

	/** Returns the server with a user that needs no certificate. */
	TestServer server() {
		return this.server.server();
	}

	/** Returns the driver properties that {@link #ROLE} needs. */
	Map<String, String> driverProperties() {
		return Map.of("sslmode", "verify-ca", "sslrootcert", this.folder.resolve("server.crt").toString(), "sslkey",
				this.folder.resolve("client.p12").toString(), "sslpassword", PASSWORD);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
