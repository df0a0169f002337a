// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the Job needs beside itself. Immutable.
 *
 * @param metadata the Job's
 * @param scripts the files; empty for none
 * @param jars the engine's jars; empty for a program that needs none
 * @param secretName the name of the Secret
 * @param secrets what it holds; empty for no Secret
 * @param values what must not be shown anywhere
 */
record OwnedObjects(
        ObjectMeta metadata,
        Optional<ScriptVolume> scripts,
        Optional<JarMaps> jars,
        String secretName,
        Map<String, String> secrets,
        List<String> values) {

    List<ConfigMap> configMaps(Job owner) {
        return configMaps(List.of(reference(owner)));
    }

    /** The ConfigMaps with the engine's jars, which never change and which the Jobs of a run share. */
    List<ConfigMap> jarMaps(Job owner) {
        List<OwnerReference> owners = List.of(reference(owner));
        return jars.map(JarMaps::parts).orElse(new TreeMap<>()).entrySet().stream()
                .map(part -> new ConfigMapBuilder()
                        .withMetadata(metadata(part.getKey(), owners))
                        .withBinaryData(part.getValue())
                        .withImmutable(true)
                        .build())
                .toList();
    }

    Optional<Secret> secret(Job owner) {
        return secret(List.of(reference(owner)), secrets);
    }

    List<ConfigMap> configMaps(List<OwnerReference> owners) {
        return scripts.map(ScriptVolume::parts).orElse(List.of()).stream()
                .map(part -> new ConfigMapBuilder()
                        .withMetadata(metadata(part.name(), owners))
                        .withData(part.text())
                        .withBinaryData(part.binary())
                        .build())
                .toList();
    }

    Optional<Secret> secret(List<OwnerReference> owners, Map<String, String> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new SecretBuilder()
                        .withMetadata(metadata(secretName, owners))
                        .withStringData(values)
                        .build());
    }

    private ObjectMeta metadata(String name, List<OwnerReference> owners) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(metadata.getNamespace())
                .withLabels(metadata.getLabels())
                .withAnnotations(metadata.getAnnotations())
                .withOwnerReferences(owners)
                .build();
    }

    /** Without blockOwnerDeletion, which some clusters allow only to those who may finish Jobs. */
    private static OwnerReference reference(Job owner) {
        String uid = owner.getMetadata().getUid();
        if (uid == null) {
            throw new IllegalArgumentException("the Job " + owner.getMetadata().getName()
                    + " has no uid, so nothing can be owned by it. Give the Job that the cluster has answered with.");
        }
        return new OwnerReferenceBuilder()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(owner.getMetadata().getName())
                .withUid(uid)
                .build();
    }
}
