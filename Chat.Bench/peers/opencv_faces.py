"""One core of OpenCV: decode, find the face, cut it out, tell it apart, read the mood. Prints milliseconds for each frame, and what of it
was done in them: an OpenCV does not know every operation of every model, and then has less to do. Where it cannot read the detector of the
other side it finds faces with the one that comes with it (Debian: opencv-data)."""
import os
import statistics
import sys
import time

import cv2
import numpy as np

CASCADE = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml"
PLACES = np.float32([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]])
MEAN, DEVIATION = np.float32([.485, .456, .406]).reshape(1, 3, 1, 1), np.float32([.229, .224, .225]).reshape(1, 3, 1, 1)

picture, models = sys.argv[1], sys.argv[2]
cv2.setNumThreads(1)
jpeg = np.fromfile(picture, dtype=np.uint8)
first = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
height, width = first.shape[:2]


def read(model):
    try:
        net = cv2.dnn.readNetFromONNX(os.path.join(models, model))
        net.setInput(np.zeros((1, 3, 112, 112), np.float32))
        net.forward()
        return net
    except cv2.error:
        return None


def yunet():
    try:
        detector = cv2.FaceDetectorYN_create(os.path.join(models, "face_detection_yunet_2023mar.onnx"), "", (width, height), 0.6)
        detector.detect(first)
        return detector
    except (cv2.error, AttributeError):
        return None


detector, recogniser = yunet(), read("mobilefacenet.onnx")
moods = read("facial_expression_recognition_mobilefacenet_2022july_int8.onnx")
cascade = cv2.CascadeClassifier(CASCADE) if detector is None else None


def crops(image):
    if cascade is not None:
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        for x, y, wide, high in cascade.detectMultiScale(grey, 1.1, 5, minSize=(60, 60)):
            yield cv2.resize(image[y:y + high, x:x + wide], (112, 112))
        return
    _, faces = detector.detect(image)
    for face in faces if faces is not None else []:
        points = face[4:14].reshape(5, 2).astype(np.float32)
        warp, _ = cv2.estimateAffinePartial2D(points, PLACES, method=cv2.LMEDS)
        yield cv2.warpAffine(image, warp, (112, 112))


def look():
    found = 0
    for crop in crops(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)):
        found += 1
        for side in (crop, cv2.flip(crop, 1)):
            blob = cv2.dnn.blobFromImage(side, 1 / 255, swapRB=True)
            if recogniser is not None:
                recogniser.setInput((blob - MEAN) / DEVIATION)
                recogniser.forward()
            if moods is not None:
                moods.setInput((blob - .5) / .5)
                moods.forward()
    return found


for _ in range(20):
    if look() != 1:
        sys.exit("OpenCV does not see the one face.")
times = []
for _ in range(100):
    started = time.perf_counter()
    look()
    times.append((time.perf_counter() - started) * 1000)
print(statistics.median(times), "yunet" if cascade is None else "cascade", *(["identity"] if recogniser else []), *(["moods"] if moods else []))
