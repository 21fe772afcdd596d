"""One core of OpenCV: decode, find the face, align it, tell it apart, read the mood. Prints milliseconds for each frame."""
import os
import statistics
import sys
import time

import cv2
import numpy as np

PLACES = np.float32([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]])
picture, models = sys.argv[1], sys.argv[2]
cv2.setNumThreads(1)
jpeg = np.fromfile(picture, dtype=np.uint8)
height, width = cv2.imdecode(jpeg, cv2.IMREAD_COLOR).shape[:2]
detector = cv2.FaceDetectorYN_create(os.path.join(models, "face_detection_yunet_2023mar.onnx"), "", (width, height), 0.6)
recogniser = cv2.dnn.readNetFromONNX(os.path.join(models, "mobilefacenet.onnx"))
try:
    moods = cv2.dnn.readNetFromONNX(os.path.join(models, "facial_expression_recognition_mobilefacenet_2022july_int8.onnx"))
except cv2.error:
    moods = None  # It knows not every operation of every model; then it has less to do.
MEAN, DEVIATION = np.float32([.485, .456, .406]).reshape(1, 3, 1, 1), np.float32([.229, .224, .225]).reshape(1, 3, 1, 1)


def look():
    image = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    _, faces = detector.detect(image)
    for face in faces if faces is not None else []:
        points = face[4:14].reshape(5, 2).astype(np.float32)
        warp, _ = cv2.estimateAffinePartial2D(points, PLACES, method=cv2.LMEDS)
        aligned = cv2.warpAffine(image, warp, (112, 112))
        for side in (aligned, cv2.flip(aligned, 1)):
            blob = cv2.dnn.blobFromImage(side, 1 / 255, swapRB=True)
            recogniser.setInput((blob - MEAN) / DEVIATION)
            recogniser.forward()
            if moods is not None:
                moods.setInput((blob - .5) / .5)
                moods.forward()


for _ in range(20):
    look()
times = []
for _ in range(100):
    started = time.perf_counter()
    look()
    times.append((time.perf_counter() - started) * 1000)
print(statistics.median(times))
