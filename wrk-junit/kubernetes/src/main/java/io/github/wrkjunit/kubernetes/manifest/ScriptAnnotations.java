// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFileBuilder;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts scripts into annotations of the pod, which a volume of the downward API shows as files. A Job that somebody applies cannot
 * own a ConfigMap beside it, because nobody knows its uid before; so the ConfigMap would outlive it. Stateless.
 */
final class ScriptAnnotations {

    /** What {@code kubectl apply} and the cluster add. */
    private static final int RESERVE = 8192;

    private static final String PREFIX = "wrk-junit.github.io/file-";

    private ScriptAnnotations() {}

    /** The same Job with the scripts in it; empty if they are too large, or no text. */
    static Optional<Job> of(Job job, ScriptVolume scripts) {
        boolean text =
                scripts.parts().size() == 1 && scripts.parts().get(0).binary().isEmpty();
        if (!text) {
            return Optional.empty();
        }
        ScriptVolume.Part part = scripts.parts().get(0);
        Job whole = Serialization.clone(job);
        ObjectMeta pod = whole.getSpec().getTemplate().getMetadata();
        Map<String, String> annotations =
                new LinkedHashMap<>(Optional.ofNullable(pod.getAnnotations()).orElse(Map.of()));
        List<DownwardAPIVolumeFile> files = new ArrayList<>();
        part.text().forEach((key, content) -> {
            String annotation = PREFIX + (files.size() + 1);
            annotations.put(annotation, content);
            files.add(new DownwardAPIVolumeFileBuilder()
                    .withPath(part.paths().getOrDefault(key, key))
                    .withNewFieldRef()
                    .withFieldPath("metadata.annotations['" + annotation + "']")
                    .endFieldRef()
                    .build());
        });
        pod.setAnnotations(annotations);
        for (Volume volume : whole.getSpec().getTemplate().getSpec().getVolumes()) {
            if (volume.getConfigMap() != null
                    && part.name().equals(volume.getConfigMap().getName())) {
                volume.setConfigMap(null);
                volume.setDownwardAPI(
                        new DownwardAPIVolumeSourceBuilder().withItems(files).build());
            }
        }
        return Optional.of(whole)
                .filter(applied -> Serialization.asJson(applied).length() < DryRun.APPLY_LIMIT - RESERVE);
    }
}
